public import FintoroWebhooks
public import TerminalUI
public import Foundation

/// The facts of one company, the person's choices, and the window. Every room may read it; only App changes it.
public struct World: Equatable, Sendable {
  /// The newest time from the loop. Nothing here reads a clock.
  public var now: Date
  public let zone: LocalZone
  public var size: Size
  public var session: Session
  public var connection: Connection
  public var list = AssessedList()
  /// What hooktop has seen since it started.
  public var log = WatchLog()
  public var memory = DeliveryMemory()
  /// The states of the last hours, and when they were watched.
  public internal(set) var recent = RecentHistory()
  /// What is known of the time before.
  public internal(set) var past = KnownPast()
  /// Times in which deliveries may be lost.
  public internal(set) var gaps = OpenGaps() { didSet { gapCounts = GapCounts() } }
  /// Counted after an action where something has changed; a frame only reads it.
  public internal(set) var gapCounts = GapCounts()
  /// Creates under way or waiting for a retry: this board's own, and those found at the start.
  public var creates: [TrackedCreate] = []
  public var custody = CustodyState()
  /// The change of the marked subscriptions; nil when there is none.
  public var work: MarkedWork?
  /// The form that was left with Esc; `n` opens it again.
  public var draft: FormRoom?
  /// Unsaved edits that were left, by subscription.
  public var editDrafts: [Int: FormRoom] = [:]
  public internal(set) var choices: Choices
  /// All available themes, including the chosen one.
  public var themes: [Theme]
  /// Every company of the dashboard, including this one, as summaries.
  public var companies: [CompanySummary] = []
  /// The hints of a first run; nil when they were seen.
  public var tour: Tour?
  /// A secret that waits to be shown.
  public internal(set) var waitingSecret: WaitingSecret?
  /// Set while all that is shown is of the past.
  public internal(set) var lookingBack: LookingBack?
  /// The line at the bottom.
  public var message: StatusMessage?
  /// What leaving waits for, as a sentence; nil while nobody wants to leave.
  public internal(set) var quitBlocker: String?

  init(session: Session, themes: [Theme], theme: Theme, now: Date, zone: LocalZone, size: Size) {
    self.session = session
    self.themes = themes
    self.now = now
    self.zone = zone
    self.size = size
    choices = Choices(theme: theme)
    connection = Connection(startedAt: now)
  }

  /// The server's clock, computed from the last answer.
  public var serverTime: ServerTime {
    connection.answer.map { ServerTime(local: now, answer: $0) } ?? ServerTime(now: now)
  }

  /// Whether the data on the screen is current.
  public var isLive: Bool { connection.isLive(at: now) }

  /// A failure as a sentence with the server's address and local times.
  func sentence(_ failure: Failure) -> String {
    FailureText.sentence(failure, baseURL: session.baseURL, zone: zone, profile: session.profile)
  }
}
