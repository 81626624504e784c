import FintoroWebhooks
import Foundation
public import TerminalUI

/// The board: the rows shown, the cursor and the marks.
public struct BoardRoom: Room {
  /// The rows that match the filter and the trouble switch, in order.
  public private(set) var shown: [BoardRow] = []
  public private(set) var cursor = ListCursor()
  /// The selected row's identity. It stays selected wherever it is sorted to.
  public private(set) var selection: BoardRow.ID?
  public private(set) var filter = ""
  /// The filter, as far as its text can be parsed.
  private var parsedFilter = BoardFilter()
  /// Whether a replaced row may match the filter now but is not shown.
  private var mayLackMatches = false
  /// Why the filter's text cannot be parsed, and where.
  public private(set) var filterProblem: FilterProblem?
  /// The filter field while a person types.
  public var filterField: TextField?
  public private(set) var isTroubleOnly = false
  /// Marked subscriptions with their names, so that one that vanishes can still be named.
  public internal(set) var marked: [Int: String] = [:]
  /// Subscriptions that changed since the cursor last stood on them.
  public private(set) var unseen: Set<Int> = []
  /// Selects this row as soon as a list contains it: a subscription just created.
  public private(set) var wanted: BoardRow.ID?

  public init() {}

  public var selected: BoardRow? {
    shown.indices.contains(cursor.selected) ? shown[cursor.selected] : nil
  }

  /// Takes a new list: finds the rows to show, and the selected row among them.
  /// - Parameter listRows: the rows that the window has for the list.
  mutating func listChanged(_ list: AssessedList, rows listRows: Int) {
    select(wanted.flatMap { wanted in list.rows?.contains { $0.id == wanted } == true ? wanted : nil })
    filterRows(list.rows ?? [], rows: listRows)
  }

  /// Replaces one row by a newer reading, or removes it. The others stay where they are until the next list.
  mutating func replace(_ id: BoardRow.ID, by row: BoardRow?) {
    shown = shown.compactMap { $0.id == id ? row : $0 }
    mayLackMatches = true
    cursor.fit(count: shown.count, rows: max(1, shown.count))
    selection = selected?.id ?? selection
  }

  /// Marks changed subscriptions as unseen until the cursor has been on them.
  mutating func note(_ changes: [BoardChange]) {
    for change in changes {
      if change.kind == .vanished { unseen.remove(change.id) } else { unseen.insert(change.id) }
    }
  }

  /// Moves the cursor to a subscription, if it is shown.
  mutating func move(to id: Int, rows: Int) {
    guard let index = shown.firstIndex(where: { $0.id == .subscription(id) }) else { return }
    move { [count = shown.count] in $0.select(index, count: count, rows: rows) }
  }

  /// Nothing in the past is marked or new.
  mutating func forgetMarks() { (marked, unseen, filterField) = ([:], [], nil) }

  mutating func select(wantedID id: Int, in list: AssessedList) {
    wanted = .subscription(id)
    if list.rows?.contains(where: { $0.id == wanted }) == true { select(wanted) }
  }

  /// Moves the cursor. The rows that it leaves and reaches count as seen.
  private mutating func move(_ change: (inout ListCursor) -> Void) {
    markSeen()
    change(&cursor)
    selection = selected?.id
    markSeen()
  }

  /// When a time on the screen next reads differently: an age, or what is left of a deadline.
  /// - Parameter now: by the server's clock, as the result.
  func nextTextChange(after now: Date, rows: Int) -> Date? {
    cursor.visible(count: shown.count, rows: rows).compactMap { shown[$0].assessed?.nextTextChange(after: now) }.min()
  }

  /// Marks the row under the cursor as seen.
  private mutating func markSeen() {
    if case .subscription(let id)? = selected?.id { unseen.remove(id) }
  }

  private mutating func select(_ id: BoardRow.ID?) {
    guard let id else { return }
    selection = id
    wanted = nil
  }

  /// - Parameter rows: the candidates, in order; no other row can match.
  private mutating func filterRows(_ rows: [BoardRow], rows listRows: Int) {
    mayLackMatches = false
    shown =
      parsedFilter.isEmpty && !isTroubleOnly
      ? rows : rows.filter { (!isTroubleOnly || $0.isTrouble) && parsedFilter.matches($0) }
    let index = selection.flatMap { id in shown.firstIndex { $0.id == id } } ?? cursor.selected
    cursor.select(index, count: shown.count, rows: listRows)
    selection = selected?.id ?? selection
  }
}

/// Keys and clicks.
extension BoardRoom {
  func context(in world: World) -> Context { filterField == nil ? .board : .boardFilter }

  func subject(in world: World) -> Subscription? { selected?.assessed?.subscription }

  func offers(_ command: Command, in world: World) -> Bool {
    switch command {
    case .open, .edit, .toggleEnabled, .rotate, .delete, .backfill, .duplicate: subject(in: world) != nil
    case .filter, .troubleOnly, .sort, .coverage: world.list.rows?.isEmpty == false
    default: true
    }
  }

  /// With marks set, the footer is that of the marked.
  func footer(_ bindings: [Binding], in world: World) -> (lead: String, bindings: [Binding]) {
    guard filterField == nil else { return ("", bindings) }
    if world.isPast {
      let back = Bindings.of(.board).first { $0.command == .back }?.named(filter.isEmpty ? "now" : "clear filter")
      return ("PAST:", Bindings.inTime(.board) + [back].compactMap { $0 } + bindings)
    }
    guard marked.isEmpty else {
      let names: [(Command, String)] = [
        (.toggleEnabled, "disable / enable"), (.eventsOfMarked, "events"),
        (.back, filter.isEmpty ? "unmark" : "clear filter"),
      ]
      let board = Bindings.of(.board)
      return (
        "\(marked.count) marked:",
        names.compactMap { command, name in board.first { $0.command == command }?.named(name) }
      )
    }
    let isActive = subject(in: world)?.isActive
    return (
      "", (isTroubleOnly ? bindings.naming(.troubleOnly, "show all") : bindings).map { $0.named(isActive: isActive) }
    )
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    let rows = world.boardLayout.listRows
    switch input {
    case .command(let command, let key): return act(command, key, world, rows)
    case .text(let text):
      filterField?.insert(text)
      applyFilter(world, rows)
    case .click(.boardRow(let index)):
      if index == cursor.selected, filterField == nil { return [.common(.open)] }
      move { [count = shown.count] in $0.select(index, count: count, rows: rows) }
    case .click(.boardColumn(let id)):
      var choices = world.choices
      choices.look.order = choices.look.order.clicked(id)
      return [.choose(choices)]
    // A second click on the same count shows all again.
    case .click(.boardState(let state)):
      toggleFilter("state:\(state.hyphenatedWord)", world, rows)
    case .click(.boardGaps): toggleFilter("is:gap", world, rows)
    case .click(.boardOverdue): toggleFilter("is:overdue", world, rows)
    case .worldChanged: cursor.fit(count: shown.count, rows: rows)
    default: break
    }
    return []
  }

  private mutating func act(_ command: Command?, _ key: Key, _ world: World, _ rows: Int) -> [Request] {
    var cursor = cursor
    if cursor.follow(command, count: shown.count, rows: rows) {
      move { $0 = cursor }
      return []
    }
    if filterField != nil { return actOnFilter(command, key, world, rows) }
    switch command {
    case .filter: filterField = TextField(filter, limit: 200)
    // Esc removes one thing at a time: the filter, then the marks.
    case .back: if filter.isEmpty { marked = [:] } else { setFilter("", of: world.list, rows: rows) }
    case .troubleOnly:
      isTroubleOnly.toggle()
      filterRows(world.list.rows ?? [], rows: rows)
    case .mark:
      if !toggleMark(rows: rows), selected != nil {
        return [.showMessage("This one could not be read, so it cannot be changed here.", .bad)]
      }
    case .markAll: toggleAllMarks()
    case .toggleEnabled where !marked.isEmpty: return [.common(.actOnMarked)]
    case .times:
      var choices = world.choices
      choices.look.usesRelativeTimes.toggle()
      return [.choose(choices)]
    default: return [.common(command)]
    }
    return []
  }

  private mutating func actOnFilter(_ command: Command?, _ key: Key, _ world: World, _ rows: Int) -> [Request] {
    switch command {
    // A filter that cannot be parsed is not applied: more rows would be shown, and marked, than was meant.
    case .keepFilter: if filterProblem == nil { filterField = nil }
    case .dropFilter:
      filterField = nil
      setFilter("", of: world.list, rows: rows)
    case .palette: return [.common(.palette)]
    default:
      _ = filterField?.handle(key)
      applyFilter(world, rows)
    }
    return []
  }

  private mutating func toggleFilter(_ text: String, _ world: World, _ rows: Int) {
    setFilter(filter == text ? "" : text, of: world.list, rows: rows)
  }

  private mutating func applyFilter(_ world: World, _ rows: Int) {
    if let text = filterField?.text { setFilter(text, of: world.list, rows: rows) }
  }

  /// Shows what this filter leaves, as if it had been typed.
  mutating func filter(by text: String, _ list: AssessedList, rows: Int) {
    filterField = nil
    setFilter(text, of: list, rows: rows)
  }

  private mutating func setFilter(_ text: String, of list: AssessedList, rows: Int) {
    guard text != filter else { return }
    filter = text
    let earlier = parsedFilter
    (parsedFilter, filterProblem) = BoardFilter.read(text)
    filterRows(parsedFilter.isSubset(of: earlier) && !mayLackMatches ? shown : list.rows ?? [], rows: rows)
  }
}

/// Marks.
extension BoardRoom {
  public func isMarked(_ row: BoardRow) -> Bool {
    if case .subscription(let id) = row.id { marked[id] != nil } else { false }
  }

  /// Marks the row under the cursor, or removes its mark, and moves one row down.
  /// - Returns: false if nothing can be done with that row.
  mutating func toggleMark(rows: Int) -> Bool {
    guard let assessed = selected?.assessed else { return false }
    marked[assessed.id] = marked[assessed.id] == nil ? assessed.subscription.displayName : nil
    move { [count = shown.count] in $0.select($0.selected + 1, count: count, rows: rows) }
    return true
  }

  /// Marks all rows shown, or removes their marks if all were marked.
  mutating func toggleAllMarks() {
    let assessed = shown.compactMap(\.assessed)
    if assessed.allSatisfy({ marked[$0.id] != nil }) {
      assessed.forEach { marked[$0.id] = nil }
    } else {
      assessed.forEach { marked[$0.id] = $0.subscription.displayName }
    }
  }

  /// How many of these are not shown because of the filter or the trouble switch.
  func hiddenCount(of ids: [Int]) -> Int {
    let shown = Set(shown.compactMap(\.assessed?.id))
    return ids.count { !shown.contains($0) }
  }
}
