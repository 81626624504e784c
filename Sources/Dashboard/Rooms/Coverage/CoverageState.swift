public import FintoroWebhooks
public import TerminalUI

/// The 53 types and who hears them: a matrix with a cursor, or the gaps and doubles as a list.
public struct CoverageState: Equatable, Sendable {
  public internal(set) var coverage: Coverage
  /// Cursor and scroll over `rows`.
  public internal(set) var viewport = Viewport()
  public internal(set) var column = 0
  /// Which of the subscribers under the cursor Enter opens.
  public internal(set) var subscriber = 0
  public internal(set) var isList = false
  public internal(set) var list = Viewport()

  init(_ coverage: Coverage) {
    self.coverage = coverage
  }

  enum Row: Hashable, Sendable {
    case group(String)
    case resource(EventResource)
    case unknown(EventType)
  }

  static let verbs = EventVerb.allCases

  var rows: [Row] {
    EventCatalogue.groups.flatMap { group in [.group(group.title)] + group.resources.map { Row.resource($0) } }
      + (coverage.unknown.isEmpty ? [] : [.group("Not known to this version")])
      + coverage.unknown.map { .unknown($0) }
  }

  /// The event type of a cell; nil where the contract has none.
  func type(_ row: Row, column: Int) -> EventType? {
    switch row {
    case .group: nil
    case .resource(let resource): resource.type(Self.verbs[column])
    case .unknown(let type): column == 0 ? type : nil
    }
  }

  func columns(of row: Row) -> [Int] { Self.verbs.indices.filter { type(row, column: $0) != nil } }

  /// The cell under the cursor: where a row has no such event it stands on the nearest one.
  var cursor: (column: Int, type: EventType)? {
    let rows = rows
    guard rows.indices.contains(viewport.selected) else { return nil }
    let row = rows[viewport.selected]
    guard let column = columns(of: row).min(by: { (abs($0 - self.column), $0) < (abs($1 - self.column), $1) }),
      let type = type(row, column: column)
    else { return nil }
    return (column, type)
  }

  /// The ids behind the cursor.
  var subscribers: [Int] { cursor.flatMap { coverage.subscribers[$0.type] } ?? [] }

  var findings: [CoverageFinding] { CoverageFinding.all(coverage) }

  mutating func fit(_ layout: CoverageLayout) {
    moveRow(to: viewport.selected, direction: 1, layout)
    list.fit(count: findings.count, rows: layout.list.rows)
    subscriber = min(subscriber, max(0, subscribers.count - 1))
  }

  /// The cursor never stands on a group's title.
  mutating func moveRow(to index: Int, direction: Int, _ layout: CoverageLayout) {
    let rows = rows
    var index = min(max(0, index), rows.count - 1)
    func isTitle(_ index: Int) -> Bool { if case .group = rows[index] { true } else { false } }
    while isTitle(index), rows.indices.contains(index + direction) { index += direction }
    if isTitle(index) { index += direction > 0 ? -1 : 1 }
    viewport.select(index, count: rows.count, rows: layout.matrixRows)
    // A title that stands above the first row belongs to it.
    if index == 1 { viewport = Viewport(selected: 1, first: 0) }
  }

  /// To a cell that was pointed at.
  mutating func go(toRow row: Int, column: Int, _ layout: CoverageLayout) {
    isList = false
    self.column = column
    subscriber = 0
    moveRow(to: row, direction: 1, layout)
  }

  mutating func go(toFinding index: Int, _ layout: CoverageLayout) {
    isList = true
    list.select(index, count: findings.count, rows: layout.list.rows)
  }

  mutating func moveColumn(by offset: Int) {
    guard let cursor else { return }
    let columns = columns(of: rows[viewport.selected])
    guard let at = columns.firstIndex(of: cursor.column) else { return }
    column = columns[min(max(0, at + offset), columns.count - 1)]
  }
}

extension Coverage {
  /// Why what nobody hears is not known.
  var unreadableWords: String {
    "\(unreadableCount) \(unreadableCount == 1 ? "subscription's" : "subscriptions'") events could not be read"
  }
}

/// Something in the coverage that is worth a look.
enum CoverageFinding: Hashable, Sendable {
  case uncovered(EventType, pausedHearer: Int?)
  case duplicates(Coverage.Doubled)
  case sharedURL(Coverage.SharedURL)

  /// Doubles first: they deliver everything twice. Then what nobody hears.
  static func all(_ coverage: Coverage) -> [CoverageFinding] {
    coverage.duplicates.map { .duplicates($0) } + coverage.sharedURLs.map { .sharedURL($0) }
      + coverage.uncovered.map { .uncovered($0, pausedHearer: coverage.subscribers[$0]?.first) }
  }

  /// The subscription that Enter opens.
  var id: Int? {
    switch self {
    case .uncovered(_, let paused): paused
    case .duplicates(let duplicates): duplicates.ids.last
    case .sharedURL(let shared): shared.ids.last
    }
  }
}
