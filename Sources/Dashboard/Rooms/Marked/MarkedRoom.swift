import FintoroWebhooks
import TerminalUI

/// One change for all marked subscriptions: choosing it, confirming it, and the result of each.
public struct MarkedRoom: Room {
  private enum Step: Equatable {
    case choosing
    /// Choosing event types by patterns.
    case choosingEvents(isAdding: Bool)
    case confirming(MarkedWork)
    /// Shows `World.work`, under way or done.
    case results
  }

  /// The marked subscriptions with their names.
  let marked: [Int: String]
  /// How many of them are not shown on the board.
  let hidden: Int
  private var step = Step.choosing
  private var cursor = ListCursor()
  var field = TextField(limit: 400)
  var scroll = ScrollPosition()

  static let choices = ["disable", "enable", "add events…", "remove events…"]

  init(_ marked: [Int: String], hidden: Int, atEvents: Bool = false) {
    cursor = ListCursor(atEvents ? 2 : 0)
    self.marked = marked
    self.hidden = hidden
  }

  /// Asks about work that is planned already.
  init(confirming planned: MarkedWork) {
    self.init(Dictionary(planned.items.map { ($0.id, $0.name) }) { first, _ in first }, hidden: 0)
    step = .confirming(planned)
  }

  /// Work that was started comes before new marks.
  private func step(in world: World) -> Step { world.work == nil ? step : .results }

  func context(in world: World) -> Context {
    switch step(in: world) {
    case .choosing: .marked
    case .choosingEvents: .markedEvents
    case .confirming: .markedQuestion
    case .results: .markedWork
    }
  }

  func footer(_ bindings: [Binding], in world: World) -> (lead: String, bindings: [Binding]) {
    if case .confirming(let planned) = step(in: world) {
      return ("", bindings.naming(.confirm, planned.items.count == 1 ? "change it" : "change them"))
    }
    return ("", world.work.map { bindings.naming(.back, $0.isUnderWay ? "stop" : "back") } ?? bindings)
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    switch (step(in: world), input) {
    case (.choosing, .command(let command, _)): return choose(command, world)
    case (.choosing, .click(.choice(let index))):
      if index == cursor.selected { return choose(.press, world) }
      cursor.select(index, count: Self.choices.count, rows: Self.choices.count)
      return []
    case (.choosingEvents(let isAdding), .command(let command, let key)):
      return editPatterns(isAdding, command, key, world)
    case (.choosingEvents, .text(let text)): field.insert(text)
    case (.confirming(let planned), .command(.confirm, _)): return confirmed(planned, world)
    case (.confirming, .command(.back, _)): return [.close]
    case (.results, .command(.back, _)) where world.work?.isUnderWay == true: return [.stopMarked]
    case (.results, .command(.back, _)): return [.discardMarkedWork, .close]
    case (.results, .command(.press, _)) where world.work?.isUnderWay == false: return [.discardMarkedWork, .close]
    case (_, .command(let command, _)):
      guard let work = shownWork(in: world) else { return [] }
      _ = scroll.follow(command, count: lines(of: work, world.size).count, rows: rows(for: work, world))
    default: break
    }
    return []
  }

  func draw(in canvas: inout Canvas, of world: World) {
    switch step(in: world) {
    case .choosing:
      let hiddenText = hidden == 0 ? "" : "\(hidden) of them not shown by the filter. "
      let names = marked.values.sorted { $0.lowercased() < $1.lowercased() }
      ChoiceList(
        title: "\(marked.count) marked", lines: Self.choices.map { .init(text: $0) }, columns: 60,
        note: hiddenText + NameList.text(names, columns: 104 - hiddenText.count)
      ).draw(cursor, in: &canvas)
    case .choosingEvents(let isAdding): drawEventChoice(isAdding, world, in: &canvas)
    case .confirming, .results: if let work = shownWork(in: world) { drawItems(of: work, world, in: &canvas) }
    }
  }

  /// The planned work, or the work that was started.
  private func shownWork(in world: World) -> MarkedWork? {
    if case .confirming(let planned) = step(in: world) { planned } else { world.work }
  }

  /// What the typed patterns name: event types, or the first pattern that names none.
  enum NamedEvents: Equatable {
    case types([EventType])
    case unmatched(String, nearest: EventType?)
  }

  /// A pattern that names nothing is no smaller choice: it is a mistake, and nothing may be sent for the others.
  func namedEvents(isAdding: Bool, in world: World) -> NamedEvents {
    let candidates = isAdding ? EventCatalogue.types : subscribedTypes(in: world)
    let words = field.text.lowercased().split { $0 == " " || $0 == "," }.map { EventWord(text: String($0)) }
    if let word = words.first(where: { !$0.matches(anyOf: candidates) }) {
      let nearest = Spelling.nearest(word.text, among: candidates.map(\.rawValue)).map { EventType($0) }
      return .unmatched(word.text, nearest: nearest)
    }
    return .types(candidates.filter { type in words.contains { $0.matches(anyOf: [type]) } })
  }

  /// The event types of any marked subscription; only those can be removed.
  private func subscribedTypes(in world: World) -> [EventType] {
    let types = world.list.subscriptions.lazy.filter { marked[$0.id] != nil }.flatMap(\.subscription.subscribedEvents)
    var seen: Set<EventType> = []
    return EventCatalogue.sorted(types.filter { seen.insert($0).inserted })
  }

  private mutating func choose(_ command: Command?, _ world: World) -> [Request] {
    switch command {
    case .back: return [.close]
    case .press:
      switch cursor.selected {
      case 0: confirm(.disable, world)
      case 1: confirm(.enable, world)
      default: step = .choosingEvents(isAdding: cursor.selected == 2)
      }
    default: _ = cursor.follow(command, count: Self.choices.count, rows: Self.choices.count)
    }
    return []
  }

  private mutating func editPatterns(_ isAdding: Bool, _ command: Command?, _ key: Key, _ world: World) -> [Request] {
    switch command {
    case .back: step = .choosing
    case .press:
      if case .types(let types) = namedEvents(isAdding: isAdding, in: world), !types.isEmpty {
        confirm(isAdding ? .add(types) : .remove(types), world)
      }
    default: _ = field.handle(key)
    }
    return []
  }

  private mutating func confirm(_ change: MarkedChange, _ world: World) {
    step = .confirming(MarkedWork(change, for: marked, in: world.list))
  }

  private mutating func confirmed(_ planned: MarkedWork, _ world: World) -> [Request] {
    guard planned.hasWaiting else { return [.close] }
    return world.connection.isLimited(at: world.now) ? [.showRateLimit] : [.startMarked(planned)]
  }
}
