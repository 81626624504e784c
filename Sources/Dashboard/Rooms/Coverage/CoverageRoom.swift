import FintoroWebhooks
import TerminalUI

/// The 53 event types and their subscribers: a matrix with a cursor, and a list of problems.
public struct CoverageRoom: Room {
  private(set) var coverage = Coverage([])
  /// The list of problems.
  private(set) var lines: [CoverageLine] = []
  /// The cursor and scroll position in `rows`.
  private(set) var viewport = Viewport()
  private var column = 0
  /// The subscriber that Enter opens, if it was chosen; it stays so whatever states do to the order.
  private var chosen: Int?
  /// Whether keys move in the list of problems instead of the matrix.
  private(set) var isList = false
  private(set) var list = ListCursor()

  func context(in world: World) -> Context { .coverage }

  func offers(_ command: Command, in world: World) -> Bool {
    switch command {
    case .nextSubscriber: !isList
    case .new: coverage.isComplete && !coverage.types(.notSubscribed).isEmpty
    default: true
    }
  }

  func footer(_ bindings: [Binding], in world: World) -> (lead: String, bindings: [Binding]) {
    let named = bindings.naming(.new, coverage.subscribeWords)
    return ("", isList ? named.naming(.problems, "matrix") : named)
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    let layout = Layout(world.size, of: self)
    switch input {
    case .worldChanged: update(world)
    case .click(.coverageCell(let row, let column)):
      if row == viewport.selected, column == cursor?.column, !isList { return [open] }
      (isList, self.column, chosen) = (false, column, nil)
      moveRow(to: row, direction: 1, layout)
    case .click(.coverageProblem(let index)):
      if isList, index == list.selected { return [open] }
      isList = true
      list.select(index, count: lines.count, rows: layout.list.rows)
    case .command(.back, _): return [.close]
    case .command(.open, _): return [open]
    case .command(.new, _): return [newWithMissing]
    case .command(.problems, _):
      isList.toggle()
      leaveTitle(direction: 1, layout)
    case .command(let command, _):
      let isMove = isList ? moveInList(command, layout) : move(command, layout)
      if !isMove { return [.common(command)] }
    default: break
    }
    return []
  }

  /// Takes new data; the cursor stays where it is.
  private mutating func update(_ world: World) {
    coverage = Coverage(world.list.subscriptions, unreadable: world.list.unreadableCount)
    let problem = lines.indices.contains(list.selected) ? lines[list.selected] : nil
    lines = CoverageLine.all(coverage, isPast: world.isPast)
    let layout = Layout(world.size, of: self)
    moveRow(to: viewport.selected, direction: 1, layout)
    let index = problem.flatMap { lines.firstIndex(of: $0) } ?? list.selected
    list.select(index, count: lines.count, rows: layout.list.rows)
    leaveTitle(direction: 1, layout)
  }

  private var open: Request {
    let problem = lines.indices.contains(list.selected) ? lines[list.selected].problem : nil
    let id = isList ? problem?.id : subscribers.isEmpty ? nil : subscribers[subscriber]
    if let id { return .go(.detail(DetailRoom(id: id))) }
    if isList, problem == nil { return .showMessage("There is no problem to open.") }
    return .showMessage(
      coverage.isComplete
        ? "Not subscribed, so there is nothing to open. n makes a subscription." : "\(nothingText)")
  }

  private var newWithMissing: Request {
    guard coverage.isComplete else {
      return .showMessage("What is not subscribed is not known. \(coverage.unreadableWords).", .bad)
    }
    let missing = coverage.types(.notSubscribed)
    return missing.isEmpty
      ? .showMessage("Every event type has a subscriber. n on the board makes a new one.") : .proposeEvents(missing)
  }

  /// - Returns: whether the command was a movement.
  private mutating func moveInList(_ command: Command?, _ layout: Layout) -> Bool {
    let before = list.selected
    guard list.follow(command, count: lines.count, rows: layout.list.rows) else { return false }
    leaveTitle(direction: list.selected < before || command == .last ? -1 : 1, layout)
    return true
  }

  /// Titles cannot be selected: goes on to the next problem, or to the last one before.
  private mutating func leaveTitle(direction: Int, _ layout: Layout) {
    func problem(_ step: Int) -> Int? {
      sequence(first: list.selected) { $0 + step }.prefix { lines.indices.contains($0) }
        .first { lines[$0].problem != nil }
    }
    guard let index = problem(direction) ?? problem(-direction) else { return }
    list.select(index, count: lines.count, rows: layout.list.rows)
  }
}

/// Moving in the matrix.
extension CoverageRoom {
  enum Row: Hashable, Sendable {
    case group(String)
    case resource(EventResource)
    case unknown(EventType)
  }

  var rows: [Row] {
    EventCatalogue.groups.flatMap { group in [.group(group.title)] + group.resources.map { Row.resource($0) } }
      + (coverage.unknown.isEmpty ? [] : [.group("Not known to this version")])
      + coverage.unknown.map { .unknown($0) }
  }

  /// The event type of a cell; nil if the contract has none.
  func type(_ row: Row, column: Int) -> EventType? {
    switch row {
    case .group: nil
    case .resource(let resource): resource.type(EventVerb.allCases[column])
    case .unknown(let type): column == 0 ? type : nil
    }
  }

  func columns(of row: Row) -> [Int] { EventVerb.allCases.indices.filter { type(row, column: $0) != nil } }

  /// The cell under the cursor. If the row has no event in the wanted column, the nearest column counts.
  var cursor: (column: Int, type: EventType)? {
    let rows = rows
    guard rows.indices.contains(viewport.selected) else { return nil }
    let row = rows[viewport.selected]
    guard let column = columns(of: row).min(by: { (abs($0 - self.column), $0) < (abs($1 - self.column), $1) }),
      let type = type(row, column: column)
    else { return nil }
    return (column, type)
  }

  /// The ids of the subscribers of the cell under the cursor: active ones, the best first, then disabled ones.
  var subscribers: [Int] { cursor.map { coverage.subscribers(of: $0.type).all } ?? [] }

  /// The index of the subscriber that Enter opens.
  var subscriber: Int { chosen.flatMap { subscribers.firstIndex(of: $0) } ?? 0 }

  /// - Returns: whether the command was a movement.
  private mutating func move(_ command: Command?, _ layout: Layout) -> Bool {
    let before = cursor?.type
    switch command {
    case .up: moveRow(to: viewport.selected - 1, direction: -1, layout)
    case .down: moveRow(to: viewport.selected + 1, direction: 1, layout)
    case .pageUp: moveRow(to: viewport.selected - layout.matrixRows, direction: -1, layout)
    case .pageDown: moveRow(to: viewport.selected + layout.matrixRows, direction: 1, layout)
    case .first: moveRow(to: 0, direction: 1, layout)
    case .last: moveRow(to: rows.count - 1, direction: -1, layout)
    case .left: moveColumn(by: -1)
    case .right: moveColumn(by: 1)
    case .nextSubscriber: if !subscribers.isEmpty { chosen = subscribers[(subscriber + 1) % subscribers.count] }
    default: return false
    }
    if cursor?.type != before { chosen = nil }
    return true
  }

  /// Selects a row; group titles are skipped.
  private mutating func moveRow(to index: Int, direction: Int, _ layout: Layout) {
    let rows = rows
    var index = min(max(0, index), rows.count - 1)
    func isTitle(_ index: Int) -> Bool { if case .group = rows[index] { true } else { false } }
    while isTitle(index), rows.indices.contains(index + direction) { index += direction }
    if isTitle(index) { index += direction > 0 ? -1 : 1 }
    viewport.select(index, count: rows.count, rows: layout.matrixRows)
    // Keep the first group's title visible above its first row.
    if index == 1 { viewport = Viewport(selected: 1, first: 0) }
  }

  private mutating func moveColumn(by offset: Int) {
    guard let cursor else { return }
    let columns = columns(of: rows[viewport.selected])
    guard let at = columns.firstIndex(of: cursor.column) else { return }
    column = columns[min(max(0, at + offset), columns.count - 1)]
  }
}
