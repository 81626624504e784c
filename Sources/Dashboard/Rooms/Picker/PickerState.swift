public import FintoroWebhooks
public import TerminalUI

/// Choosing event types in a matrix of resources and verbs.
public struct PickerState: Equatable, Sendable {
  public let original: Set<EventType>
  public private(set) var chosen: Set<EventType>
  /// Types that the subscription has and this version's catalogue lacks: shown, kept, never dropped.
  public let unknown: [EventType]
  /// Indices of groups whose resources are hidden.
  public private(set) var folded: Set<Int> = []
  /// Index into `rows`.
  public private(set) var row = 0
  /// The column the cursor wants; where a row has no such event it stands on the nearest one.
  public private(set) var column = 0
  public private(set) var filter = ""
  /// The filter while it is typed.
  public var filterField: TextField?
  /// Whether it asks what to do with the changes before it is left.
  public var isAsking = false

  public init(_ events: [EventType]) {
    original = Set(events)
    chosen = original
    unknown = events.filter { !$0.isKnown }
  }

  /// One line of the matrix.
  public enum Row: Hashable, Sendable {
    case group(Int)
    case resource(EventResource, group: Int)
    case unknownGroup
    case unknown(EventType)
  }

  public static let verbs = EventVerb.allCases

  public var hasChanges: Bool { chosen != original }

  /// What narrowing leaves, in the catalogue's order.
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
    let strangers = unknown.filter(shown.contains)
    return strangers.isEmpty ? rows : rows + [.unknownGroup] + strangers.map { .unknown($0) }
  }

  /// The shown types behind one cell; empty where the contract has none.
  public func types(_ row: Row, column: Int) -> [EventType] {
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

  public enum Mark: Equatable, Sendable {
    case none, some, all
  }

  /// Whether none, some or all of these are chosen; nil where there are none.
  public func mark(_ types: [EventType]) -> Mark? {
    guard !types.isEmpty else { return nil }
    let count = types.count { chosen.contains($0) }
    return count == 0 ? Mark.none : count == types.count ? .all : .some
  }

  /// The columns of a row that have an event.
  public func columns(of row: Row) -> [Int] {
    Self.verbs.indices.filter { !types(row, column: $0).isEmpty }
  }

  /// The row and the column that the cursor stands on.
  public var cursor: (row: Row, column: Int)? {
    let rows = rows
    guard rows.indices.contains(row) else { return nil }
    let nearest = columns(of: rows[row]).min { (abs($0 - column), $0) < (abs($1 - column), $1) }
    return nearest.map { (rows[row], $0) }
  }

  // MARK: Changing

  /// Chooses all of them, or none when all were chosen: what any tri-state box does.
  mutating func toggle(_ types: [EventType]) {
    if mark(types) == .all { chosen.subtract(types) } else { chosen.formUnion(types) }
  }

  mutating func moveRow(by offset: Int) { row = min(max(0, row + offset), max(0, rows.count - 1)) }

  mutating func moveColumn(to column: Int) { self.column = column }

  mutating func moveColumn(by offset: Int) {
    guard let cursor else { return }
    let columns = columns(of: cursor.row)
    guard let at = columns.firstIndex(of: cursor.column) else { return }
    column = columns[min(max(0, at + offset), columns.count - 1)]
  }

  mutating func toggleFold() {
    guard let group = currentGroup, filter.isEmpty else { return }
    folded.formSymmetricDifference([group])
    row = rows.firstIndex(of: .group(group)) ?? row
  }

  mutating func narrow(to text: String) {
    guard text != filter else { return }
    filter = text
    moveToBestMatch()
  }

  mutating func paste(_ text: String) {
    filterField?.insert(text)
    if let field = filterField { narrow(to: field.text) }
  }

  /// The group that the cursor stands in; nil among unknown types.
  var currentGroup: Int? {
    switch cursor?.row {
    case .group(let index), .resource(_, let index): index
    case .unknownGroup, .unknown, nil: nil
    }
  }

  private mutating func moveToBestMatch() {
    let best = shownTypes.max { score($0) < score($1) }
    let rows = rows
    row =
      rows.firstIndex { candidate in
        switch candidate {
        case .group, .unknownGroup: false
        case .resource(let resource, _): best.map(resource.types.contains) ?? false
        case .unknown(let type): type == best
        }
      } ?? 0
    column = Self.verbs.firstIndex { $0.rawValue == best?.verb ?? "" } ?? 0
  }

  private func score(_ type: EventType) -> Int {
    filter.isEmpty ? 0 : FuzzyMatch.score(filter, in: type.rawValue) ?? .min
  }
}
