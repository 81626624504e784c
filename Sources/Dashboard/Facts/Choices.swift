public import FintoroWebhooks
public import TerminalUI

/// A person's choices for the dashboard: its look, how often it refreshes, and what counts as quiet.
public struct Choices: Equatable, Sendable {
  public var theme: Theme
  public var look = BoardLook()
  public var preferences = Preferences()
  /// How far back the board's strips go. It holds until the board is left.
  public var stripSpan = StripSpan.hours3
  /// Days without a success after which single subscriptions are quiet, by id.
  public var quietDaysByID: [Int: Int] = [:]

  public init(theme: Theme) {
    self.theme = theme
  }

  public var quiet: QuietLimits { QuietLimits(days: preferences.quietDays, daysByID: quietDaysByID) }
}

/// The look of the board.
public struct BoardLook: Equatable, Sendable {
  public var usesRelativeTimes = true
  public var columns = BoardColumns.default
  public var order = SubscriptionOrder()

  public init() {}
}

/// Preferences other than the theme and the board's look.
public struct Preferences: Equatable, Sendable {
  /// Seconds between two refreshes at rest.
  public var refreshSeconds = refreshRange.lowerBound
  /// Days without a success after which a subscription is quiet.
  public var quietDays = 7
  public var terminal = TerminalPreferences()
  /// Whether the terminal's title says how the company does.
  public var title = true
  /// Whether the terminal rings when something becomes worse while nobody presses keys.
  public var bell = false

  /// Contract: all the company's tokens share 120 requests a minute. At rest hooktop uses two of them.
  public static let refreshRange = 30...3600
  public static let quietRange = 1...3650

  public init() {}
}

/// After how many days without a success a subscription is quiet: for all, and for single ones by id.
public struct QuietLimits: Equatable, Sendable {
  public var days: Int
  public var daysByID: [Int: Int]

  public init(days: Int = 7, daysByID: [Int: Int] = [:]) {
    self.days = days
    self.daysByID = daysByID
  }

  public func limits(of id: Int) -> HealthLimits {
    HealthLimits(quiet: Double(daysByID[id] ?? days) * 86_400)
  }
}
