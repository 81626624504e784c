import FintoroWebhooks
import TerminalUI

/// The 53 event types and their subscribers: a matrix with a cursor, or a list of uncovered types and duplicates.
public struct CoverageRoom: Room {
  private(set) var coverage = Coverage([])
  /// The cursor and scroll position in `rows`.
  private(set) var viewport = Viewport()
  private var column = 0
  /// The index of the subscriber that Enter opens, among those of the cell under the cursor.
  private(set) var subscriber = 0
  /// Whether keys move in the list of problems instead of the matrix.
  private(set) var isList = false
  private(set) var list = ListCursor()

  func context(in world: World) -> Context { .coverage }

  func offers(_ command: Command, in world: World) -> Bool { command != .nextSubscriber || !isList }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    let layout = Layout(world.size, of: self)
    switch input {
    case .worldChanged: update(world)
    case .click(.coverageCell(let row, let column)):
      if row == viewport.selected, column == cursor?.column, !isList { return [open] }
      (isList, self.column, subscriber) = (false, column, 0)
      moveRow(to: row, direction: 1, layout)
    case .click(.coverageProblem(let index)):
      if isList, index == list.selected { return [open] }
      isList = true
      list.select(index, count: problems.count, rows: layout.list.rows)
    case .command(.back, _): return [.close]
    case .command(.open, _): return [open]
    case .command(.new, _): return [newWithMissing]
    case .command(.problems, _): isList.toggle()
    case .command(let command, _):
      let isMove =
        isList ? list.follow(command, count: problems.count, rows: layout.list.rows) : move(command, layout)
      if !isMove { return [.common(command)] }
    default: break
    }
    return []
  }

  /// Takes new data; the cursor stays where it is.
  private mutating func update(_ world: World) {
    coverage = Coverage(world.list.subscriptions.map(\.subscription), unreadable: world.list.unreadableCount)
    let layout = Layout(world.size, of: self)
    moveRow(to: viewport.selected, direction: 1, layout)
    list.fit(count: problems.count, rows: layout.list.rows)
    subscriber = min(subscriber, max(0, subscribers.count - 1))
  }

  private var open: Request {
    let problems = isList ? problems : []
    let id =
      isList
      ? problems.indices.contains(list.selected) ? problems[list.selected].id : nil
      : subscribers.indices.contains(subscriber) ? subscribers[subscriber] : nil
    if let id { return .go(.detail(DetailRoom(id: id))) }
    return .showMessage(
      coverage.isComplete
        ? "Nobody hears this event, so there is nothing to open; n makes a subscription."
        : "Nothing that could be read hears this event. \(coverage.unreadableWords).")
  }

  private var newWithMissing: Request {
    guard coverage.isComplete else {
      return .showMessage("Which events nobody hears is not known. \(coverage.unreadableWords).", .bad)
    }
    let missing = coverage.uncovered
    return missing.isEmpty
      ? .showMessage("Every event is heard already; n on the board makes a subscription.") : .proposeEvents(missing)
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

  /// The ids of the subscribers of the cell under the cursor.
  var subscribers: [Int] { cursor.flatMap { coverage.subscribers[$0.type] } ?? [] }

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
    case .nextSubscriber: if !subscribers.isEmpty { subscriber = (subscriber + 1) % subscribers.count }
    default: return false
    }
    if cursor?.type != before { subscriber = 0 }
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
