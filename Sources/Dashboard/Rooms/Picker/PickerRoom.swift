public import FintoroWebhooks
import TerminalUI

/// Choosing event types in a matrix of resources and verbs. It is part of a form, which takes the result.
public struct PickerRoom: Room {
  /// The subscription's name, for the title.
  let subject: String
  private let original: Set<EventType>
  public private(set) var chosen: Set<EventType>
  /// Types that the subscription has but this version's catalogue lacks. They are shown and always kept.
  private let unknown: [EventType]
  /// Indices of folded groups, whose resources are hidden.
  private(set) var folded: Set<Int> = []
  /// The selected row in `rows`. The drawing centres it, so the number of visible rows matters only for paging.
  private var line = ListCursor()
  /// The wanted column. If the row has no event there, the cursor is on the nearest one.
  private var column = 0
  private(set) var filter = ""
  /// The filter field while a person types.
  private(set) var filterField: TextField?
  /// Whether it asks what to do with the changes before it closes.
  public private(set) var isAsking = false
  /// Set when the picker is to close.
  private(set) var outcome: Outcome?

  enum Outcome: Equatable {
    case taken, dropped
  }

  /// One row of the matrix.
  public enum Row: Hashable, Sendable {
    case group(Int)
    case resource(EventResource, group: Int)
    case unknownGroup
    case unknown(EventType)
  }

  public init(_ events: [EventType], for subject: String) {
    self.subject = subject
    original = Set(events)
    chosen = original
    unknown = events.filter { !$0.isKnown }
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
        return pressed(command, page: PickerLayout(world.size).listRows)
      } else {
        return editFilter(key, command)
      }
    case .text(let text):
      filterField?.insert(text)
      if let filterField { setFilter(to: filterField.text) }
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
    case .back: if chosen == original { outcome = .dropped } else { isAsking = true }
    case .left: moveColumn(by: -1)
    case .right: moveColumn(by: 1)
    case .toggle: toggleCell()
    case .toggleRow: toggleRow()
    case .toggleColumn: toggleColumn()
    case .toggleGroup: toggleGroup()
    case .toggleAll: toggle(shownTypes)
    case .fold: toggleFold()
    case .filter: filterField = TextField(filter, limit: 60)
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
    case .toggle: toggleCell()
    case .keepFilter: filterField = nil
    case .palette:
      // Closing the field applies the filter, so that the palette offers the commands of the filtered list.
      filterField = nil
      return [.common(command)]
    case .dropFilter:
      filterField = nil
      setFilter(to: "")
    case .up, .down: _ = line.follow(command, count: rows.count, rows: 1)
    default:
      if filterField?.handle(key) == true, let filterField { setFilter(to: filterField.text) }
    }
    return []
  }

  /// A click on a cell moves there and toggles it. A click on a name only moves there; a second click on a group's name
  /// folds it.
  private mutating func click(_ row: Int, column: Int?) {
    let rows = rows
    guard !isAsking, rows.indices.contains(row) else { return }
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
    (EventCatalogue.types + unknown).filter { filter.isEmpty || FuzzyMatch.score(filter, in: $0.rawValue) != nil }
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

  private mutating func setFilter(to text: String) {
    guard text != filter else { return }
    filter = text
    moveToBestMatch()
  }

  private mutating func moveToBestMatch() {
    let best = shownTypes.max { score($0) < score($1) }
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

  private func score(_ type: EventType) -> Int {
    filter.isEmpty ? 0 : FuzzyMatch.score(filter, in: type.rawValue) ?? .min
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
