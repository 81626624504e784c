public import FintoroWebhooks
public import TerminalUI
public import Foundation

/// Everything the dashboard knows. One value; what is drawn and done follows from it alone.
public struct State: Equatable, Sendable {
  /// The newest time the loop has told. Nothing here reads a clock.
  public var now: Date
  public let zone: TimeZone
  public var size: Size
  public var session: Session
  public var connection: Connection
  public var board: BoardState
  public var screen: Screen = .board
  public var modal: Modal?
  /// What Esc left in the form, for the next `n`.
  public var draft: FormState?
  /// Edits that were left unsaved, by subscription.
  public var editDrafts: [Int: FormState] = [:]
  public var draftKeeping = DraftKeeping()
  /// Creates that are under way or wait for their next try, the board's own and those found at the start.
  public var creates: [TrackedCreate] = []
  public var lastCreateNumber = 0
  /// Secrets that came while another dialog was open, oldest first.
  public var secretsToShow: [SecretState] = []
  public var custody = CustodyState()
  public var message: StatusMessage?
  /// What hooktop has seen since it started.
  public var log = WatchLog()
  public var memory = DeliveryMemory()
  /// What is done with the marked subscriptions; nil when nothing is.
  public var work: MarkedWork?
  /// The screens below this one, to go back to; the board is below all.
  public var backStack: [Screen] = []
  /// How coverage was left, for the next time.
  public var lastCoverage: CoverageState?
  /// How the log was left, for the next time.
  public var lastLog = WatchLogState()
  public var preferences = Preferences()
  /// What the config says of the settings.
  var savedSettings: [[String]: ConfigChange.Value] = [:]
  /// Whether what was chosen is on its way to the config.
  var isSavingPreferences = false
  /// The hints for a first run; nil when they were seen.
  public var tour: Tour?
  public var theme: Theme
  /// All themes there are, `theme` among them.
  public var themes: [Theme]
  /// Every company of the dashboard, this one among them, as they are told on its screens.
  public var companies: [CompanySummary] = []
  /// Set once, when the program is to end.
  public var ending: ExitReason?

  public init(session: Session, themes: [Theme], theme: Theme, now: Date, zone: TimeZone, size: Size) {
    self.session = session
    self.themes = themes
    self.theme = theme
    self.now = now
    self.zone = zone
    self.size = size
    connection = Connection(startedAt: now)
    board = BoardState()
  }

  /// What is to be done first: ask for the list, and look for creates that a former run left unfinished.
  public mutating func start() -> [Effect] {
    connection.started(at: now)
    return [.loadList, .findPendingCreates, .loadDrafts, .findWriteLock]
  }

  /// The server's clock, as the last answer told it.
  public var serverTime: ServerTime {
    connection.answer.map { ServerTime(local: now, answer: $0) } ?? ServerTime(now: now)
  }
}

/// Whom the dashboard talks to, and as whom.
public struct Session: Equatable, Sendable {
  /// The profile's name; nil when the connection comes from the environment.
  public var profile: String?
  public var baseURL: String
  /// Whether the server is the embedded sandbox: marked on every screen.
  public var isDemo: Bool
  /// From `whoami`; nil until it has answered.
  public var company: String?
  /// From the list; nil until one has told it.
  public var companyID: Int?
  /// The colour that the profile wears on every screen.
  public var color: Color?
  /// Whether the profile is marked as one in which mistakes are dear.
  public var isDanger: Bool

  public init(
    profile: String?, baseURL: String, isDemo: Bool, company: String? = nil, color: Color? = nil, isDanger: Bool = false
  ) {
    self.profile = profile
    self.baseURL = baseURL
    self.isDemo = isDemo
    self.company = company
    self.color = color
    self.isDanger = isDanger
  }

  /// What the company is called where others are spoken of: its name, else the profile's.
  public var name: String { company ?? profileName }

  /// The profile's name, or where the connection comes from without one.
  public var profileName: String { profile ?? (isDemo ? "demo" : "environment") }

  /// The company and the way to it, for titles: `Acme s.r.o. · prod`.
  public var title: String {
    [company, profile].compactMap { $0 }.joined(separator: " · ")
  }
}

/// The one screen below any dialog.
public enum Screen: Equatable, Sendable {
  case board
  case detail(DetailState)
  case form(FormState)
  case overview(OverviewState)
  case log(WatchLogState)
  case coverage(CoverageState)
  case backfill(BackfillState)
}

/// The one dialog over the screen.
public enum Modal: Equatable, Sendable {
  case help(HelpState)
  case secret(SecretState)
  case themes(ThemeChoice)
  case sort(SortChoice)
  case columns(ColumnChoice)
  /// A subscription is being read again; the screen stays, the keys wait.
  case reading(ReadingState)
  case review(ReviewState)
  case merge(MergeState)
  case confirm(ConfirmState)
  case pending(PendingState)
  case company(CompanyQuestion)
  case palette(PaletteState)
  case copy(CopyChoice)
  case duplicate(DuplicateChoice)
  case settings(SettingsState)
  case marked(MarkedState)
}

/// A line at the bottom that goes away by itself, or by the next key once it could be read.
public struct StatusMessage: Equatable, Sendable {
  public enum Tone: Equatable, Sendable {
    case plain, good, bad
  }

  public var text: String
  public var tone: Tone
  /// When it goes by itself; nil leaves it until a key is pressed.
  public var until: Date?
  /// Keys pressed before this leave it standing.
  public var keysCountFrom: Date

  /// Seconds for which a key does not take a message away that nobody can have read yet.
  static let readingTime: Double = 3

  public init(_ text: String, _ tone: Tone, shownAt now: Date, seconds: Double?) {
    self.text = text
    self.tone = tone
    until = seconds.map { now.addingTimeInterval($0) }
    keysCountFrom = now.addingTimeInterval(Self.readingTime)
  }
}

/// Why the program ends.
public enum ExitReason: Equatable, Sendable {
  case quit
  /// SIGHUP, SIGINT or SIGTERM, by its number.
  case signal(Int32)
  case terminalLost
}
