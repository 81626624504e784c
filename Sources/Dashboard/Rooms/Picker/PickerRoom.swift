public import FintoroWebhooks
import TerminalUI

/// Choosing event types in a matrix of resources and verbs. It is part of a form, which takes the result: when it closes,
/// or where it stands beside the form, after each key.
public struct PickerRoom: Room {
  /// The subscription's name, for the title; empty beside the form.
  let subject: String
  /// Whether it stands beside its form, so that there is nothing to close.
  let isBeside: Bool
  private let original: Set<EventType>
  public private(set) var chosen: Set<EventType>
  /// Types that the subscription has but this version's catalogue lacks. They are shown and always kept.
  private var unknown: [EventType]
  /// Indices of folded groups, whose resources are hidden.
  private(set) var folded: Set<Int> = []
  /// The selected row in `rows`. The drawing centres it, so the number of visible rows matters only for paging.
  private var line = ListCursor()
  /// The wanted column. If the row has no event there, the cursor is on the nearest one.
  private var column = 0
  private(set) var filter = EventFilter("")
  /// The cell where the cursor was when the filter was opened, or was put while it is open.
  private var anchor: Cell?
  /// The filter field while a person types.
  private(set) var filterField: TextField?
  /// Whether it asks what to do with the changes before it closes.
  public private(set) var isAsking = false
  /// Set when the picker is to close.
  var outcome: Outcome?

  enum Outcome: Equatable {
    case taken, dropped
  }

  /// A row and a column.
  private struct Cell: Equatable {
    let row: Row
    let column: Int
  }

  /// One row of the matrix.
  public enum Row: Hashable, Sendable {
    case group(Int)
    case resource(EventResource, group: Int)
    case unknownGroup
    case unknown(EventType)
  }

  public init(_ events: [EventType], for subject: String) {
    self.init(events, subject, isBeside: false)
  }

  /// The picker beside a form.
  init() { self.init([], "", isBeside: true) }

  private init(_ events: [EventType], _ subject: String, isBeside: Bool) {
    self.subject = subject
    self.isBeside = isBeside
    original = Set(events)
    chosen = original
    unknown = events.filter { !$0.isKnown }
  }

  /// Takes the form's event types. A type that this version does not know stays on the list once it was there.
  mutating func follow(_ events: [EventType]) {
    chosen = Set(events)
    unknown += events.filter { !$0.isKnown && !unknown.contains($0) }
  }

  func context(in world: World) -> Context {
    isAsking ? .pickerQuestion : filterField == nil ? .picker : .pickerFilter
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .command(let command, let key):
      if isAsking {
        answer(command)
      } else if filterField == nil {
        return pressed(command, page: PickerLayout(isBeside, world.size).listRows)
      } else {
        return editFilter(key, command)
      }
    case .text(let text):
      filterField?.insert(text)
      applyFilter()
    case .click(.pickerRow(let row)): click(row, column: nil)
    case .click(.pickerCell(let row, let column)): click(row, column: column)
    default: break
    }
    return []
  }

  private mutating func pressed(_ command: Command?, page: Int) -> [Request] {
    switch command {
    case .done: outcome = .taken
    case .back where !filter.isEmpty: setFilter(to: "")
    case .back: if isBeside || chosen == original { outcome = .dropped } else { isAsking = true }
    case .left: moveColumn(by: -1)
    case .right: moveColumn(by: 1)
    case .toggle: toggleCell()
    case .toggleRow: toggleRow()
    case .toggleColumn: toggleColumn()
    case .toggleGroup: toggleGroup()
    case .toggleAll: toggle(shownTypes)
    case .fold: toggleFold()
    case .filter:
      filterField = TextField(filter.text, limit: 200)
      anchor = filter.isEmpty ? currentCell : anchor
    default: if !line.follow(command, count: rows.count, rows: page) { return [.common(command)] }
    }
    return []
  }

  private mutating func answer(_ command: Command?) {
    switch command {
    case .keepChanges: outcome = .taken
    case .dropChanges: outcome = .dropped
    case .back: isAsking = false
    default: break
    }
  }

  private mutating func editFilter(_ key: Key, _ command: Command?) -> [Request] {
    switch command {
    // A blank behind a comma belongs to the list of patterns.
    case .toggle where filter.endsWithComma: filterField?.insert(" ")
    case .toggle: toggle(shownTypes)
    case .keepFilter: closeFilter()
    case .palette:
      // Closing the field applies the filter, so that the palette offers the commands of the filtered list.
      closeFilter()
      return [.common(command)]
    case .dropFilter:
      setFilter(to: "")
      closeFilter()
    case .up, .down:
      _ = line.follow(command, count: rows.count, rows: 1)
      anchor = currentCell
    default:
      if filterField?.handle(key) == true { applyFilter() }
    }
    return []
  }

  private mutating func applyFilter() {
    if let filterField { setFilter(to: filterField.text) }
  }

  private mutating func closeFilter() {
    filterField = nil
    anchor = nil
  }

  /// A click on a cell moves there and toggles it. A click on a name only moves there; a second click on a group's name
  /// folds it.
  private mutating func click(_ row: Int, column: Int?) {
    let rows = rows
    guard !isAsking, rows.indices.contains(row) else { return }
    // A cell that was clicked is where the cursor is to stay.
    defer { if filterField != nil { anchor = currentCell } }
    let isSecond = row == line.selected
    line.select(row, count: rows.count, rows: 1)
    if let column {
      self.column = column
      toggle(types(rows[row], column: column))
    } else if isSecond, case .group = rows[row] {
      toggleFold()
    }
  }
}

/// The rows shown and the cursor in them.
extension PickerRoom {
  static let verbs = EventVerb.allCases

  /// The event types that match the filter, in the catalogue's order.
  public var shownTypes: [EventType] {
    filter.types(among: EventCatalogue.types + unknown)
  }

  public var rows: [Row] {
    let shown = Set(shownTypes)
    var rows: [Row] = []
    for (index, group) in EventCatalogue.groups.enumerated() where !shown.isDisjoint(with: group.types) {
      rows.append(.group(index))
      if folded.contains(index), filter.isEmpty { continue }
      rows += group.resources.filter { !shown.isDisjoint(with: $0.types) }.map { .resource($0, group: index) }
    }
    let shownUnknown = unknown.filter(shown.contains)
    return shownUnknown.isEmpty ? rows : rows + [.unknownGroup] + shownUnknown.map { .unknown($0) }
  }

  /// The shown types of one cell; empty if the contract has none.
  func types(_ row: Row, column: Int) -> [EventType] {
    let verb = Self.verbs[column]
    let candidates: [EventType] =
      switch row {
      case .group(let index): EventCatalogue.groups[index].resources.compactMap { $0.type(verb) }
      case .resource(let resource, _): [resource.type(verb)].compactMap { $0 }
      case .unknownGroup: column == 0 ? unknown : []
      case .unknown(let type): column == 0 ? [type] : []
      }
    return filter.isEmpty ? candidates : candidates.filter(Set(shownTypes).contains)
  }

  enum Mark: Equatable, Sendable {
    case none, some, all
  }

  /// Whether none, some or all of these are chosen; nil if there are no types.
  func mark(_ types: [EventType]) -> Mark? {
    guard !types.isEmpty else { return nil }
    let count = types.count { chosen.contains($0) }
    return count == 0 ? Mark.none : count == types.count ? .all : .some
  }

  /// The columns of a row that have an event.
  func columns(of row: Row) -> [Int] {
    Self.verbs.indices.filter { !types(row, column: $0).isEmpty }
  }

  /// A part of the filter that finds nothing.
  var unmatchedFilter: String? { filter.unmatched(among: EventCatalogue.types + unknown) }

  /// The index of the row under the cursor.
  var selected: Int { line.selected }

  /// The row and column of the cursor.
  public var cursor: (row: Row, column: Int)? {
    let rows = rows
    guard rows.indices.contains(selected) else { return nil }
    let nearest = columns(of: rows[selected]).min { (abs($0 - column), $0) < (abs($1 - column), $1) }
    return nearest.map { (rows[selected], $0) }
  }

  private mutating func moveColumn(by offset: Int) {
    guard let cursor else { return }
    let columns = columns(of: cursor.row)
    guard let at = columns.firstIndex(of: cursor.column) else { return }
    column = columns[min(max(0, at + offset), columns.count - 1)]
  }

  private mutating func toggleFold() {
    guard let group = currentGroup, filter.isEmpty else { return }
    folded.formSymmetricDifference([group])
    let rows = rows
    if let row = rows.firstIndex(of: .group(group)) { line.select(row, count: rows.count, rows: 1) }
  }

  private var currentCell: Cell? { cursor.map { Cell(row: $0.row, column: $0.column) } }

  /// Keeps the cursor's row and column. A row that is not shown any more, and a group's while somebody types, give way to
  /// the best match.
  private mutating func setFilter(to text: String) {
    guard text != filter.text else { return }
    let kept = filterField == nil ? currentCell : anchor
    filter = EventFilter(text)
    if let kept, select(kept) { return }
    moveToBestMatch()
  }

  /// - Returns: whether the cell is shown.
  private mutating func select(_ cell: Cell) -> Bool {
    if case .resource(_, let group) = cell.row, filter.isEmpty { folded.remove(group) }
    if case .group = cell.row, !filter.isEmpty { return false }
    let rows = rows
    guard let row = rows.firstIndex(of: cell.row), !types(cell.row, column: cell.column).isEmpty else { return false }
    line.select(row, count: rows.count, rows: 1)
    column = cell.column
    return true
  }

  private mutating func moveToBestMatch() {
    let best = shownTypes.max { filter.score($0) < filter.score($1) }
    let rows = rows
    let row = rows.firstIndex { candidate in
      switch candidate {
      case .group, .unknownGroup: false
      case .resource(let resource, _): best.map(resource.types.contains) ?? false
      case .unknown(let type): type == best
      }
    }
    line.select(row ?? 0, count: rows.count, rows: 1)
    column = Self.verbs.firstIndex { $0.rawValue == best?.verb ?? "" } ?? 0
  }

  /// The group of the row under the cursor; nil among unknown types.
  private var currentGroup: Int? {
    switch cursor?.row {
    case .group(let index), .resource(_, let index): index
    case .unknownGroup, .unknown, nil: nil
    }
  }
}

/// Choosing.
extension PickerRoom {
  /// Chooses all of them, or none if all were chosen, as with any tri-state box.
  private mutating func toggle(_ types: [EventType]) {
    if mark(types) == .all { chosen.subtract(types) } else { chosen.formUnion(types) }
  }

  private mutating func toggleCell() {
    if let cursor { toggle(types(cursor.row, column: cursor.column)) }
  }

  private mutating func toggleRow() {
    guard let cursor else { return }
    toggle(columns(of: cursor.row).flatMap { types(cursor.row, column: $0) })
  }

  private mutating func toggleColumn() {
    guard let cursor, let verb = Self.verbs.indices.contains(cursor.column) ? Self.verbs[cursor.column] : nil else {
      return
    }
    toggle(shownTypes.filter { $0.isKnown && $0.verb == verb.rawValue })
  }

  private mutating func toggleGroup() {
    let members = currentGroup.map { EventCatalogue.groups[$0].types } ?? unknown
    toggle(shownTypes.filter(members.contains))
  }
}
