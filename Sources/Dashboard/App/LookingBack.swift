import FintoroWebhooks
public import struct Foundation.Date
import TerminalUI

/// The moment of the past that a board shows.
public struct LookingBack: Equatable, Sendable {
  /// By the server's clock.
  public let at: Date
  /// When it was last seen, where hooktop was not watching at the moment.
  public let unwatchedSince: Date?

  /// `17 Mar 22:01:12`, with the year where it is another.
  func words(_ now: Date, in zone: LocalZone) -> String { TimeText.clock(at, at: now, in: zone) }
}

/// The board of now, while one of the past is on the screen.
indirect enum Present: Equatable, Sendable {
  case shown
  case behind(State)
}

extension World {
  /// Whether the screen shows a moment of the past.
  var isPast: Bool { lookingBack != nil }

  /// What the moment on the screen is called. Only that of the clock is now.
  var momentWord: String { isPast ? "then" : "now" }

  /// The age of a time on the screen.
  func age(of date: Date) -> String {
    let age = TimeText.age(of: date, at: serverTime.now)
    return age == "now" ? momentWord : age
  }
}

/// Looking back. A board of the past is a state of its own that knows only what the history has; the board of now goes on
/// behind it. Of what the past asks for only reading is carried out, so nothing can be changed from there.
extension State {
  /// The board of now, whatever is on the screen.
  public var ofNow: State { if case .behind(let state) = present { state } else { self } }

  public var isPast: Bool { world.isPast }

  /// Applies an action while the past is on the screen: what a person does goes there, all else to the board of now.
  mutating func updatePast(_ action: Action, _ route: (Action, inout State) -> [Effect]) -> [Effect] {
    switch action {
    case .keyPressed, .textPasted, .clicked, .scrolled, .frameDrawn:
      let before = FollowUpStep.Before(self)
      let effects = route(action, &self) + followUp(after: before)
      return isPast ? effects.filter(\.isReading) : effects
    case .pastFound: return route(action, &self) + followUp(after: FollowUpStep.Before(self))
    case .pastLoaded(let ids, _, _) where world.past.awaits(ids): return route(action, &self)
    case .eventsLoaded(let reach, _) where world.past.earlier.awaits(reach): return route(action, &self)
    case .resized(let size): return resized(to: size) + behind { update(&$0, action) }
    default: return behind { update(&$0, action) }
    }
  }

  /// Changes the board of now. One that ends takes the screen.
  private mutating func behind(_ change: (inout State) -> [Effect]) -> [Effect] {
    guard case .behind(var now) = present else { return [] }
    // Held once, so that a large list is not copied.
    present = .shown
    let effects = change(&now)
    if now.isFinished { self = now } else { present = .behind(now) }
    return effects
  }

  /// The change before the moment on the screen.
  mutating func lookEarlier() -> [Effect] { ask(.before(serverTime.now)) }

  /// The change after it; from the newest one back to now.
  mutating func lookLater() -> [Effect] {
    guard isPast else { return showMessage("This is now; , goes back in time.") }
    return ask(.after(serverTime.now, until: ofNow.serverTime.now))
  }

  /// What `--at` asks for, once the history can be read.
  mutating func openAtMoment() -> [Effect] {
    defer { opensAt = nil }
    return opensAt.map { [.lookBack(.at($0.addingTimeInterval(serverTime.skew ?? 0)))] } ?? []
  }

  private mutating func ask(_ question: LookBack) -> [Effect] {
    if case .off(let why) = world.past.status { return showMessage("The past is not known. \(why)", .bad) }
    let now = ofNow
    // Its result must not come while one looks elsewhere.
    if !now.custody.writes.isEmpty || now.work != nil || !now.creates.isEmpty {
      return showMessage("Something is being changed; look back when that is done.")
    }
    return [.lookBack(question)]
  }

  mutating func pastFound(_ question: LookBack, _ board: PastBoard?) -> [Effect] {
    if let board {
      show(board)
      return []
    }
    switch question {
    case .after: return lookAtNow()
    case .before: return showMessage("Nothing further back is known.")
    case .at(let date):
      return showMessage(
        "Nothing is known of \(TimeText.clock(date, at: now, in: zone)): hooktop had seen nothing by then.", .bad)
    }
  }

  /// Goes back to now, with the choices made in the past.
  mutating func lookAtNow() -> [Effect] {
    guard case .behind(var now) = present else { return [] }
    let chosen = choices
    now.absence.keyPressedAnywhere(at: now.now)
    let effects = now.choices == chosen ? [] : now.choose(chosen)
    self = now
    return effects
  }

  private mutating func show(_ board: PastBoard) {
    let now = ofNow
    var past = State(
      session: now.session, themes: now.themes, theme: theme, now: board.at, zone: zone, size: size)
    _ = past.choose(choices)
    past.world.lookingBack = LookingBack(at: board.at, unwatchedSince: board.unwatchedSince)
    let seenAt = board.unwatchedSince ?? board.at
    past.connection.answered(AnswerContext(receivedAt: seenAt, serverDate: seenAt), at: board.at)
    let time = past.serverTime
    _ = past.list.load(SubscriptionList(board.subscriptions.map { .readable($0) }), at: time, isFrozen: false)
    past.world.recent = board.recent
    past.world.past.status = .on
    past.world.gaps = OpenGaps(board.gaps)
    past.markRows()
    past.log.noteAnswer(at: board.at)
    past.world.companies = world.companies
    past.board = self.board
    past.board.forgetMarks()
    past.board.listChanged(past.list, rows: past.boardRows)
    if case .detail(let detail) = screen {
      past.screen = .detail(DetailRoom(id: detail.id))
      past.backStack = [.board]
    } else if let changed = board.changes.first {
      past.board.move(to: changed.id, rows: past.boardRows)
    }
    past.present = .behind(now)
    _ = past.showMessage(past.summary(of: board))
    self = past
  }

  /// What changed at the moment.
  private func summary(of board: PastBoard) -> String {
    let changes = board.changes.map { event in
      switch event.kind {
      case .state(let from?, let to): "\(event.name) \(from.word) → \(to.word)"
      case .state(nil, let to): "\(event.name) first seen, \(to.word)"
      case .deleted: "\(event.name) deleted"
      case .write(let kind): "\(event.name) \(kind.words) by hooktop"
      }
    }
    let unknown =
      board.unwatchedSince.map { "Not watched since \(TimeText.clock($0, at: board.at, in: zone)): not known." } ?? ""
    let more = changes.count > 2 ? " and \(changes.count - 2) more" : ""
    let what = changes.isEmpty ? "" : changes.prefix(2).joined(separator: ", ") + more + "."
    let texts = [what, unknown].filter { !$0.isEmpty }
    return texts.isEmpty ? "This is how hooktop knew it then." : texts.joined(separator: " ")
  }

  /// Why a command does nothing in the past; nil for one that does.
  func refusalInPast(_ command: Command?) -> String? {
    guard let past = world.lookingBack, let command, command.isOfNowAlone else { return nil }
    let name = Bindings.of(context).first { $0.command == command }?.shortName ?? "\(command)"
    return "\(name): not in the past. This is how it was at \(past.words(ofNow.now, in: zone)); Esc goes back to now."
  }
}

extension Bindings {
  /// The keys of a place that do anything now: in the past only those that look.
  static func of(_ context: Context, in world: World) -> [Binding] {
    guard world.isPast else { return of(context) }
    return of(context).filter { !$0.command.isOfNowAlone }.map(\.inPast)
  }

  /// The keys that go through the past, for the footer of a screen that shows it.
  static func inTime(_ context: Context) -> [Binding] {
    of(context).filter { [.earlier, .later].contains($0.command) }.map { $0.named($0.shortName) }
  }
}

extension Binding {
  /// Esc on the board of the past leads to the one of now.
  fileprivate var inPast: Binding {
    command == .back && context == .board
      ? Binding(.back, .board, keys, name: "now", "clear the filter, then back to now") : self
  }
}

extension Command {
  /// Whether it changes something, or shows what is known of now alone.
  var isOfNowAlone: Bool {
    switch self {
    case .new, .edit, .toggleEnabled, .undo, .rotate, .delete, .duplicate, .mark, .markAll, .actOnMarked,
      .eventsOfMarked, .refresh, .toggleRefresh, .companies, .pending, .settings, .backfill, .save, .adopt, .forget,
      .sendAgain, .confirm, .acknowledge, .fetched, .nothingToFetch:
      true
    default: false
    }
  }
}

extension Effect {
  /// Whether it changes nothing outside of the screen: all that the past may ask for.
  var isReading: Bool {
    switch self {
    case .loadPast, .loadEvents, .lookBack, .openCompany, .copyText, .useTerminal, .suspend: true
    default: false
    }
  }
}
