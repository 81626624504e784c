import FintoroWebhooks
import Foundation
import TerminalUI

/// What happened, newest first: what hooktop has seen since it started, and what it remembers from before.
public struct LogRoom: Room {
  private(set) var cursor = ListCursor()
  private(set) var filter = ""
  private var parsedFilter = BoardFilter()
  private(set) var filterProblem: FilterProblem?
  /// The filter field while a person types.
  private(set) var filterField: TextField?
  /// The number of entries of this run at the last look, including dropped ones; it keeps the cursor on its row.
  private var known = 0

  public init() {}

  func context(in world: World) -> Context { filterField == nil ? .log : .logFilter }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .worldChanged: keepPlace(in: world)
    case .text(let text):
      filterField?.insert(text)
      applyFilter(in: world)
    case .command(let command, let key):
      if move(command, in: world) { return [] }
      if filterField != nil { return typeFilter(command, key, in: world) }
      return act(command, in: world)
    default: break
    }
    return []
  }

  private mutating func act(_ command: Command?, in world: World) -> [Request] {
    switch command {
    // Esc removes the filter first.
    case .back:
      if filter.isEmpty { return [.close] }
      setFilter("", in: world)
    case .filter: filterField = TextField(filter, limit: 200)
    case .open: return open(in: world)
    default: return [.common(command)]
    }
    return []
  }

  private mutating func typeFilter(_ command: Command?, _ key: Key, in world: World) -> [Request] {
    switch command {
    case .keepFilter: if filterProblem == nil { filterField = nil }
    case .dropFilter:
      filterField = nil
      setFilter("", in: world)
    default:
      _ = filterField?.handle(key)
      applyFilter(in: world)
    }
    return []
  }

  private mutating func applyFilter(in world: World) {
    if let text = filterField?.text { setFilter(text, in: world) }
  }

  private mutating func setFilter(_ text: String, in world: World) {
    guard text != filter else { return }
    filter = text
    let (parsed, problem) = BoardFilter.read(text)
    filterProblem = problem
    // A filter that cannot be read is not applied.
    if problem == nil { parsedFilter = parsed }
    cursor = ListCursor()
    skipHeading(in: rows(in: world), down: true, world)
  }

  func rows(in world: World) -> LogRows { LogRows(world, parsedFilter) }

  private mutating func move(_ command: Command?, in world: World) -> Bool {
    let (rows, before) = (rows(in: world), cursor.selected)
    guard cursor.follow(command, count: rows.rows.count, rows: Self.listRows(world.size)) else { return false }
    skipHeading(in: rows, down: cursor.selected >= before && cursor.selected > 0, world)
    return true
  }

  /// Headings are read, not chosen.
  private mutating func skipHeading(in rows: LogRows, down: Bool, _ world: World) {
    guard rows.isHeading(cursor.selected) else { return }
    let next = down || cursor.selected == 0 ? cursor.selected + 1 : cursor.selected - 1
    cursor.select(next, count: rows.rows.count, rows: Self.listRows(world.size))
  }

  /// Keeps the cursor on its row when new ones arrive above. On the newest it stays at the top.
  private mutating func keepPlace(in world: World) {
    let rows = rows(in: world)
    let total = world.log.dropped + world.log.entries.count
    let top = rows.isHeading(0) ? 1 : 0
    if cursor.selected > top, filter.isEmpty {
      cursor.select(cursor.selected + total - known, count: rows.rows.count, rows: Self.listRows(world.size))
    } else {
      cursor.fit(count: rows.rows.count, rows: Self.listRows(world.size))
    }
    skipHeading(in: rows, down: true, world)
    known = total
  }

  private func open(in world: World) -> [Request] {
    let rows = rows(in: world)
    if rows.rows.indices.contains(cursor.selected), case .older = rows.rows[cursor.selected] { return [.showOlder] }
    guard let subject = rows.subject(cursor.selected) else { return [] }
    guard !world.list.isGone(subject.id) else {
      return [.showMessage("\(subject.name) is no longer in Fintoro's list.", .bad)]
    }
    return [.go(.detail(DetailRoom(id: subject.id)))]
  }

  static func listRows(_ size: Size) -> Int { max(1, size.rows - 6) }
}
