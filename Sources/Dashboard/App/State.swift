public import FintoroWebhooks
public import TerminalUI
public import Foundation

/// Everything the dashboard knows about one company. What is drawn and done depends on this value alone.
public struct State: Equatable, Sendable {
  /// The facts.
  public var world: World
  public var board = BoardRoom()
  public var screen: Screen = .board
  /// The screens below this one, for going back; the board is below them all.
  public var backStack: [Screen] = []
  public var modal: Modal?
  /// Set while the dialog has opened by itself and takes no keys yet.
  public internal(set) var keyGrace: KeyGrace?
  /// The question about a renamed company, until it may open.
  var companyQuestion: CompanyRoom?
  /// Secrets that arrived while something else was open, oldest first.
  public var secretsToShow: [SecretRoom] = []
  /// The coverage screen as it was left.
  public var lastCoverage = CoverageRoom()
  /// The log as it was left.
  public var lastLog = LogRoom()
  public var draftSync = DraftSync()
  /// Changes that `u` can put back, oldest first.
  var undoSteps: [UndoStep] = []
  var lastCreateNumber = 0
  /// How long nobody has pressed a key, and what has become worse since.
  var absence: Absence
  /// The settings' values in the config.
  var savedSettings: [[String]: ConfigChange.Value] = [:]
  /// Whether preferences are being written to the config.
  var isSavingPreferences = false
  /// Set once, when the program is to end.
  public var exitReason: ExitReason?
  /// The moment that the board is to be opened at, until the history can be read; nil for now.
  public var opensAt: Date?
  /// The board of now, while another one is shown as it was in the past.
  var present = Present.shown

  public init(session: Session, themes: [Theme], theme: Theme, now: Date, zone: LocalZone, size: Size) {
    world = World(session: session, themes: themes, theme: theme, now: now, zone: zone, size: size)
    absence = Absence(at: now)
  }

  /// The first effects: load the list, and find creates that an earlier run did not finish.
  public mutating func start() -> [Effect] {
    connection.started(at: now)
    return [.loadList, .findPendingCreates, .loadDrafts, .findWriteLock]
  }
}

/// Short names for the facts.
extension State {
  public var now: Date {
    get { world.now }
    set { world.now = newValue }
  }
  public var zone: LocalZone { world.zone }
  public var size: Size {
    get { world.size }
    set { world.size = newValue }
  }
  public var session: Session {
    get { world.session }
    set { world.session = newValue }
  }
  public var connection: Connection {
    get { world.connection }
    _modify { yield &world.connection }
  }
  public var list: AssessedList {
    get { world.list }
    _modify { yield &world.list }
  }
  public var log: WatchLog {
    get { world.log }
    _modify { yield &world.log }
  }
  public var memory: DeliveryMemory {
    get { world.memory }
    _modify { yield &world.memory }
  }
  public var creates: [TrackedCreate] {
    get { world.creates }
    _modify { yield &world.creates }
  }
  public var custody: CustodyState {
    get { world.custody }
    _modify { yield &world.custody }
  }
  public var work: MarkedWork? {
    get { world.work }
    _modify { yield &world.work }
  }
  public var draft: FormRoom? {
    get { world.draft }
    set { world.draft = newValue }
  }
  public var editDrafts: [Int: FormRoom] {
    get { world.editDrafts }
    _modify { yield &world.editDrafts }
  }
  public var choices: Choices { world.choices }
  public var themes: [Theme] {
    get { world.themes }
    set { world.themes = newValue }
  }
  public var theme: Theme { world.choices.theme }
  public var companies: [CompanySummary] {
    get { world.companies }
    set { world.companies = newValue }
  }
  public var tour: Tour? {
    get { world.tour }
    set { world.tour = newValue }
  }
  public var message: StatusMessage? {
    get { world.message }
    set { world.message = newValue }
  }
  public var serverTime: ServerTime { world.serverTime }
  var boardLayout: BoardLayout { world.boardLayout }
  var boardRows: Int { world.boardLayout.listRows }
}

/// The server, the profile and the company of a connection.
public struct Session: Equatable, Sendable {
  /// The profile's name; nil when the connection comes from the environment.
  public var profile: String?
  public var baseURL: String
  /// Whether the server is the embedded sandbox; every screen shows that.
  public var isDemo: Bool
  /// From `whoami`; nil until that has answered.
  public var company: String?
  /// From the list; nil until a list contained it.
  public var companyID: Int?
  /// The profile's colour, shown on every screen.
  public var color: Color?
  /// Whether the profile is marked as dangerous: mistakes there are costly.
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

  /// Identifies the company on the dashboard: the profile's name, empty for the environment's connection.
  public var id: CompanyState.ID { profile ?? "" }

  /// What other screens call the company: its name, else the profile's.
  public var name: String { company ?? profileName }

  /// The profile's name; without a profile, where the connection comes from.
  public var profileName: String { profile ?? (isDemo ? "demo" : "environment") }

  /// Company and profile for titles: `Acme s.r.o. · prod`.
  public var title: String {
    [company, profile].compactMap { $0 }.joined(separator: " · ")
  }
}

/// The screen below any dialog.
public enum Screen: Equatable, Sendable {
  case board
  case detail(DetailRoom)
  case form(FormRoom)
  case companies(CompaniesRoom)
  case log(LogRoom)
  case coverage(CoverageRoom)
  case backfill(BackfillRoom)
  case pending(PendingRoom)
}

/// The dialog over the screen.
public enum Modal: Equatable, Sendable {
  case help(HelpRoom)
  case secret(SecretRoom)
  case themes(ThemeRoom)
  case sort(SortRoom)
  case columns(ColumnsRoom)
  /// A subscription is being read again. The screen stays visible; Esc and q cancel.
  case reading(ReadingRoom)
  case review(ReviewRoom)
  case merge(MergeRoom)
  case confirm(ConfirmRoom)
  case company(CompanyRoom)
  case palette(PaletteRoom)
  case copy(CopyRoom)
  case duplicate(DuplicateRoom)
  case sameEvents(SameEventsRoom)
  case settings(SettingsRoom)
  case marked(MarkedRoom)
}

extension Screen {
  /// Passes an input to the room; nil for the board, which is not part of this value.
  mutating func handle(_ input: RoomInput, in world: World) -> [Request]? {
    func pass<R: Room>(_ room: R, _ rewrap: (R) -> Screen) -> [Request] {
      var room = room
      let requests = room.handle(input, in: world)
      self = rewrap(room)
      return requests
    }
    switch self {
    case .board: return nil
    case .detail(let room): return pass(room, Screen.detail)
    case .form(let room): return pass(room, Screen.form)
    case .companies(let room): return pass(room, Screen.companies)
    case .log(let room): return pass(room, Screen.log)
    case .coverage(let room): return pass(room, Screen.coverage)
    case .backfill(let room): return pass(room, Screen.backfill)
    case .pending(let room): return pass(room, Screen.pending)
    }
  }

  /// The room, for reading and drawing; nil for the board.
  var room: (any Room)? {
    switch self {
    case .board: nil
    case .detail(let room): room
    case .form(let room): room
    case .companies(let room): room
    case .log(let room): room
    case .coverage(let room): room
    case .backfill(let room): room
    case .pending(let room): room
    }
  }
}

extension Modal {
  /// Passes an input to the room.
  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    func pass<R: Room>(_ room: R, _ rewrap: (R) -> Modal) -> [Request] {
      var room = room
      let requests = room.handle(input, in: world)
      self = rewrap(room)
      return requests
    }
    switch self {
    case .help(let room): return pass(room, Modal.help)
    case .reading(let room): return pass(room, Modal.reading)
    case .review(let room): return pass(room, Modal.review)
    case .merge(let room): return pass(room, Modal.merge)
    case .confirm(let room): return pass(room, Modal.confirm)
    case .themes(let room): return pass(room, Modal.themes)
    case .sort(let room): return pass(room, Modal.sort)
    case .columns(let room): return pass(room, Modal.columns)
    case .palette(let room): return pass(room, Modal.palette)
    case .copy(let room): return pass(room, Modal.copy)
    case .duplicate(let room): return pass(room, Modal.duplicate)
    case .sameEvents(let room): return pass(room, Modal.sameEvents)
    case .settings(let room): return pass(room, Modal.settings)
    case .secret(let room): return pass(room, Modal.secret)
    case .company(let room): return pass(room, Modal.company)
    case .marked(let room): return pass(room, Modal.marked)
    }
  }

  /// The room, for reading and drawing.
  var room: any Room {
    switch self {
    case .help(let room): room
    case .reading(let room): room
    case .review(let room): room
    case .merge(let room): room
    case .confirm(let room): room
    case .themes(let room): room
    case .sort(let room): room
    case .columns(let room): room
    case .palette(let room): room
    case .copy(let room): room
    case .duplicate(let room): room
    case .sameEvents(let room): room
    case .settings(let room): room
    case .secret(let room): room
    case .company(let room): room
    case .marked(let room): room
    }
  }
}

/// A line at the bottom. It goes away by itself, or at a key press after it could be read.
public struct StatusMessage: Equatable, Sendable {
  public enum Tone: Equatable, Sendable {
    case plain, good, bad
  }

  public var text: String
  public var tone: Tone
  /// When it goes away by itself; nil keeps it until a key is pressed.
  public var until: Date?
  /// Earlier key presses do not remove it.
  public var keysCountFrom: Date
  /// The screen that shows what it says; opening that removes it.
  public var isShownOn: Tab?

  /// Seconds in which a key press does not remove a message, because nobody can have read it yet.
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
