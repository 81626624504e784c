import FintoroWebhooks
import Foundation
public import TerminalUI

/// What of the list is shown, and where the cursor stands in it.
public struct BoardRoom: Room {
  /// What the filter and the trouble switch leave, in order.
  public private(set) var shown: [BoardRow] = []
  public private(set) var cursor = ListCursor()
  /// The selected row's identity: it stays selected wherever it is sorted to.
  public private(set) var selection: BoardRow.ID?
  public private(set) var filter = ""
  /// What the filter asks for, as far as its text can be understood.
  private var parsedFilter = BoardFilter()
  /// Whether a row that was replaced may match the filter now without being shown.
  private var mayLackMatches = false
  /// Why the filter's text cannot be parsed, and where.
  public private(set) var filterProblem: FilterProblem?
  /// The filter while it is typed.
  public var filterField: TextField?
  public private(set) var isTroubleOnly = false
  /// Marked subscriptions with what they were called then: one that vanishes can still be named.
  public internal(set) var marked: [Int: String] = [:]
  /// Subscriptions that changed since the cursor last stood on them.
  public private(set) var unseen: Set<Int> = []
  /// Selected as soon as a list has it: a subscription just created.
  public private(set) var wanted: BoardRow.ID?

  public init() {}

  public var selected: BoardRow? {
    shown.indices.contains(cursor.selected) ? shown[cursor.selected] : nil
  }

  /// The list is another: works out what is shown, and finds the selected row again.
  /// - Parameter listRows: rows of the window that the list has.
  mutating func listChanged(_ list: AssessedList, rows listRows: Int) {
    select(wanted.flatMap { wanted in list.rows?.contains { $0.id == wanted } == true ? wanted : nil })
    narrow(list.rows ?? [], rows: listRows)
  }

  /// One row was read anew, or is gone; the others stay where they are until the next list.
  mutating func replace(_ id: BoardRow.ID, by row: BoardRow?) {
    shown = shown.compactMap { $0.id == id ? row : $0 }
    mayLackMatches = true
    cursor.fit(count: shown.count, rows: max(1, shown.count))
    selection = selected?.id ?? selection
  }

  /// Marks what has changed, until the cursor stands on it.
  mutating func note(_ changes: [BoardChange]) {
    for change in changes {
      if change.kind == .vanished { unseen.remove(change.id) } else { unseen.insert(change.id) }
    }
  }

  mutating func select(wantedID id: Int, in list: AssessedList) {
    wanted = .subscription(id)
    if list.rows?.contains(where: { $0.id == wanted }) == true { select(wanted) }
  }

  /// Moves the cursor; what it leaves and what it comes to was looked at.
  private mutating func move(_ change: (inout ListCursor) -> Void) {
    markSeen()
    change(&cursor)
    selection = selected?.id
    markSeen()
  }

  /// The times that stand on the screen as ages.
  func datesOnScreen(rows: Int) -> [Date] {
    cursor.visible(count: shown.count, rows: rows).flatMap { index -> [Date] in
      let subscription = shown[index].assessed?.subscription
      return [subscription?.lastSuccessAt.date, subscription?.lastFailureAt.date].compactMap { $0 }
    }
  }

  /// The cursor stands on it: what changed there was looked at.
  private mutating func markSeen() {
    if case .subscription(let id)? = selected?.id { unseen.remove(id) }
  }

  private mutating func select(_ id: BoardRow.ID?) {
    guard let id else { return }
    selection = id
    wanted = nil
  }

  /// - Parameter rows: of which alone any can be shown, in order.
  private mutating func narrow(_ rows: [BoardRow], rows listRows: Int) {
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
    case .open, .edit, .pause, .rotate, .delete, .backfill, .duplicate: subject(in: world) != nil
    case .filter, .troubleOnly, .sort, .coverage: world.list.rows?.isEmpty == false
    default: true
    }
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
    // Esc takes one thing away at a time: the filter, then the marks.
    case .back: if filter.isEmpty { marked = [:] } else { setFilter("", of: world.list, rows: rows) }
    case .troubleOnly:
      isTroubleOnly.toggle()
      narrow(world.list.rows ?? [], rows: rows)
    case .mark:
      if !toggleMark(rows: rows), selected != nil {
        return [.say("This one could not be read, so nothing can be done with it.", .bad)]
      }
    case .markAll: toggleAllMarks()
    case .pause where !marked.isEmpty: return [.common(.actOnMarked)]
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
    // What cannot be parsed is not kept: more would be shown, and marked, than was meant.
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

  private mutating func applyFilter(_ world: World, _ rows: Int) {
    if let text = filterField?.text { setFilter(text, of: world.list, rows: rows) }
  }

  private mutating func setFilter(_ text: String, of list: AssessedList, rows: Int) {
    guard text != filter else { return }
    filter = text
    let earlier = parsedFilter
    (parsedFilter, filterProblem) = BoardFilter.read(text)
    narrow(parsedFilter.narrows(earlier) && !mayLackMatches ? shown : list.rows ?? [], rows: rows)
  }
}

/// Marks.
extension BoardRoom {
  public func isMarked(_ row: BoardRow) -> Bool {
    if case .subscription(let id) = row.id { marked[id] != nil } else { false }
  }

  /// Marks the row under the cursor, or takes the mark away, and goes one down.
  /// - Returns: false for a row that cannot be acted on.
  mutating func toggleMark(rows: Int) -> Bool {
    guard let assessed = selected?.assessed else { return false }
    marked[assessed.id] = marked[assessed.id] == nil ? assessed.subscription.displayName : nil
    move { [count = shown.count] in $0.select($0.selected + 1, count: count, rows: rows) }
    return true
  }

  /// Marks everything that is shown, or nothing of it where all was marked.
  mutating func toggleAllMarks() {
    let assessed = shown.compactMap(\.assessed)
    if assessed.allSatisfy({ marked[$0.id] != nil }) {
      assessed.forEach { marked[$0.id] = nil }
    } else {
      assessed.forEach { marked[$0.id] = $0.subscription.displayName }
    }
  }

  /// How many of these the filter, or the trouble switch, leaves out of the list.
  func hiddenCount(of ids: [Int]) -> Int {
    let shown = Set(shown.compactMap(\.assessed?.id))
    return ids.count { !shown.contains($0) }
  }
}
