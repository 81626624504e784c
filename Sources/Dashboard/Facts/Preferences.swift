public import TerminalUI

/// What a person chooses for all companies, apart from the theme and how the board is looked at.
public struct Preferences: Equatable, Sendable {
  /// Seconds between two refreshes at rest.
  public var refreshSeconds = refreshRange.lowerBound
  /// Days without a success after which a subscription is quiet.
  public var quietDays = 7
  public var terminal = TerminalPreferences()

  /// Contract: 120 requests a minute are shared by all the company's tokens; at rest hooktop takes two of them.
  public static let refreshRange = 30...3600
  public static let quietRange = 1...3650

  public init() {}
}

extension State {
  /// What the config says, before anything was received.
  /// - Parameter quietDays: the limits of single subscriptions, by id.
  public mutating func setUp(_ preferences: Preferences, _ look: BoardLook = BoardLook(), quietDays: [Int: Int]) {
    adopt(preferences)
    board.take(look, rows: boardRows)
    board.setQuiet(QuietLimits(days: preferences.quietDays, daysByID: quietDays), at: serverTime, rows: boardRows)
    savedSettings = Dictionary(
      Setting.all(about: quietDays.keys.map { Setting.Subject(id: $0, name: "") }).compactMap { $0.saved(self) }
        .compactMap { change in change.value.map { (change.path, $0) } }, uniquingKeysWith: { first, _ in first })
  }

  /// Takes over what was chosen, wherever it has its effect.
  mutating func adopt(_ preferences: Preferences) {
    self.preferences = preferences
    connection.restInterval = Double(preferences.refreshSeconds)
    board.setQuiet(
      QuietLimits(days: preferences.quietDays, daysByID: board.quiet.daysByID), at: serverTime, rows: boardRows)
  }
}
