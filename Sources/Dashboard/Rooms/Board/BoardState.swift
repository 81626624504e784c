import FintoroWebhooks
import Foundation
public import TerminalUI

/// What of the list is shown, and where the cursor stands in it.
public struct BoardState: Equatable, Sendable {
  /// What the filter and the trouble switch leave, in order.
  public private(set) var shown: [BoardRow] = []
  public private(set) var viewport = Viewport()
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
    shown.indices.contains(viewport.selected) ? shown[viewport.selected] : nil
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
    viewport.fit(count: shown.count, rows: max(1, shown.count))
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

  mutating func moveSelection(by offset: Int, rows: Int) {
    markSeen()
    viewport.select(viewport.selected + offset, count: shown.count, rows: rows)
    selection = selected?.id
    markSeen()
  }

  mutating func selectFirst(rows: Int) { moveSelection(by: -shown.count, rows: rows) }
  mutating func selectLast(rows: Int) { moveSelection(by: shown.count, rows: rows) }

  mutating func setFilter(_ text: String, of list: AssessedList, rows: Int) {
    guard text != filter else { return }
    filter = text
    let earlier = parsedFilter
    (parsedFilter, filterProblem) = BoardFilter.read(text)
    narrow(parsedFilter.narrows(earlier) && !mayLackMatches ? shown : list.rows ?? [], rows: rows)
  }

  mutating func toggleTroubleOnly(of list: AssessedList, rows: Int) {
    isTroubleOnly.toggle()
    narrow(list.rows ?? [], rows: rows)
  }

  mutating func fit(rows: Int) { viewport.fit(count: shown.count, rows: rows) }

  /// The times that stand on the screen as ages.
  func datesOnScreen(rows: Int) -> [Date] {
    viewport.visible(count: shown.count, rows: rows).flatMap { index -> [Date] in
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
    let index = selection.flatMap { id in shown.firstIndex { $0.id == id } } ?? viewport.selected
    viewport.select(index, count: shown.count, rows: listRows)
    selection = selected?.id ?? selection
  }
}

/// Marks.
extension BoardState {
  public func isMarked(_ row: BoardRow) -> Bool {
    if case .subscription(let id) = row.id { marked[id] != nil } else { false }
  }

  /// Marks the row under the cursor, or takes the mark away, and goes one down.
  /// - Returns: false for a row that cannot be acted on.
  mutating func toggleMark(rows: Int) -> Bool {
    guard let assessed = selected?.assessed else { return false }
    marked[assessed.id] = marked[assessed.id] == nil ? assessed.subscription.displayName : nil
    moveSelection(by: 1, rows: rows)
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
