public import FintoroWebhooks
public import TerminalUI
public import Foundation

/// What every room may read: the facts of one company, what a person has chosen, and the window. Only App changes it.
public struct World: Equatable, Sendable {
  /// The newest time the loop has told. Nothing here reads a clock.
  public var now: Date
  public let zone: TimeZone
  public var size: Size
  public var session: Session
  public var connection: Connection
  public var list = AssessedList()
  /// What hooktop has seen since it started.
  public var log = WatchLog()
  public var memory = DeliveryMemory()
  /// Creates that are under way or wait for their next try, the board's own and those found at the start.
  public var creates: [TrackedCreate] = []
  public var custody = CustodyState()
  /// What is done with the marked subscriptions; nil when nothing is.
  public var work: MarkedWork?
  /// What Esc left in the form, for the next `n`.
  public var draft: FormRoom?
  /// Edits that were left unsaved, by subscription.
  public var editDrafts: [Int: FormRoom] = [:]
  public internal(set) var choices: Choices
  /// All themes there are, the chosen one among them.
  public var themes: [Theme]
  /// Every company of the dashboard, this one among them, as they are told on its screens.
  public var companies: [CompanySummary] = []
  /// The hints for a first run; nil when they were seen.
  public var tour: Tour?
  /// The line at the bottom.
  public var message: StatusMessage?
  /// What leaving waits for, as a sentence; nil while nobody wants to leave.
  public internal(set) var holdUp: String?

  init(session: Session, themes: [Theme], theme: Theme, now: Date, zone: TimeZone, size: Size) {
    self.session = session
    self.themes = themes
    self.now = now
    self.zone = zone
    self.size = size
    choices = Choices(theme: theme)
    connection = Connection(startedAt: now)
  }

  /// The server's clock, as the last answer told it.
  public var serverTime: ServerTime {
    connection.answer.map { ServerTime(local: now, answer: $0) } ?? ServerTime(now: now)
  }

  /// Whether what is on the screen may be taken for how it is now.
  public var isLive: Bool { connection.isLive(at: now) }

  /// A failure for people: where was asked, and times in their zone.
  func sentence(_ failure: Failure) -> String {
    FailureText.sentence(failure, baseURL: session.baseURL, zone: zone)
  }
}
