public import FintoroWebhooks
public import TerminalUI
public import Foundation

/// The list: what was received, what of it is shown, and where the cursor stands.
public struct BoardState: Equatable, Sendable {
  /// Nil until a list was received: an error is never an empty list.
  public private(set) var rows: [BoardRow]?
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
  public private(set) var order = SubscriptionOrder()
  /// Whether rows kept their places under a dialog, and are to be sorted when it is closed.
  private var isOrderStale = false
  /// The columns that are shown where there is room; state and name always are.
  public internal(set) var columns = BoardColumns.default
  /// Marked subscriptions with what they were called then: one that vanishes can still be named.
  public internal(set) var marked: [Int: String] = [:]
  /// Subscriptions that changed since the cursor last stood on them.
  public private(set) var unseen: Set<Int> = []
  /// The filter while it is typed.
  public var filterField: TextField?
  public private(set) var isTroubleOnly = false
  public var usesRelativeTimes = true
  public private(set) var quiet = QuietLimits()
  /// Selected as soon as a list has it: a subscription just created.
  public private(set) var wanted: BoardRow.ID?
  /// When some state changes by the passing of time alone, by the server's clock.
  public private(set) var nextAssessment: Date?
  /// How many rows are in each state, in the table's order, those without any left out.
  public private(set) var counts: [HealthState: Int] = [:]
  public private(set) var unreadableCount = 0
  /// The last readings of those that may be among what could not be read in the last list.
  private(set) var hiddenReadings: [Int: AssessedSubscription] = [:]
  /// The first of those that are in trouble, heaviest first, as many as a screen may show.
  public private(set) var troubles: [AssessedSubscription] = []

  public init() {}

  public var selected: BoardRow? {
    shown.indices.contains(viewport.selected) ? shown[viewport.selected] : nil
  }

  /// Every readable subscription.
  public var subscriptions: [AssessedSubscription] { rows?.compactMap(\.assessed) ?? [] }

  public func subscription(_ id: Int) -> AssessedSubscription? {
    rows?.lazy.compactMap(\.assessed).first { $0.id == id }
  }

  /// Takes a new list in.
  /// - Returns: what changed since the list before; nothing for the first one.
  @discardableResult
  mutating func show(
    _ list: SubscriptionList, at time: ServerTime, rows listRows: Int, isFrozen: Bool
  ) -> [BoardChange] {
    let (before, hiddenBefore, hiddenNow) = (lastReadings, hidden, HiddenSubscriptions(list.unreadable))
    let known = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
    let assessed = list.subscriptions.map { judge($0, at: time, like: known[$0.id]) }
    let changes =
      rows == nil ? [] : BoardChange.between(before, assessed, hiddenBefore: hiddenBefore, hidden: hiddenNow)
    let readIDs = Set(assessed.map(\.id))
    hiddenReadings = known.filter { !readIDs.contains($0.key) && hiddenNow.mayHold($0.key) }
    isOrderStale = isFrozen && rows != nil
    let ordered = isOrderStale ? keepingOrder(assessed) : order.sorted(assessed)
    rows = list.unreadable.map { BoardRow(.unreadable($0)) } + readable(ordered)
    note(changes)
    summarize()
    select(wanted.flatMap { wanted in rows?.contains { $0.id == wanted } == true ? wanted : nil })
    narrow(rows: listRows)
    return changes
  }

  /// Judges anew where the passing of time has changed a state.
  /// - Returns: which ones.
  @discardableResult
  mutating func reassess(ifDueAt time: ServerTime, rows listRows: Int, isFrozen: Bool) -> [BoardChange] {
    guard let due = nextAssessment, due <= time.now else { return [] }
    return reassess(at: time, rows: listRows, isFrozen: isFrozen)
  }

  /// Another limit may make another state of any of them; nothing has changed for that.
  mutating func setQuiet(_ quiet: QuietLimits, at time: ServerTime, rows listRows: Int) {
    guard quiet != self.quiet else { return }
    self.quiet = quiet
    let seen = unseen
    reassess(at: time, rows: listRows, isFrozen: false)
    unseen = seen
  }

  @discardableResult
  private mutating func reassess(at time: ServerTime, rows listRows: Int, isFrozen: Bool) -> [BoardChange] {
    guard let rows else { return [] }
    let before = subscriptions
    let assessed = before.map { judge($0.subscription, at: time, like: $0) }
    let changes = BoardChange.between(before, assessed)
    isOrderStale = isFrozen
    self.rows = rows.filter { $0.assessed == nil } + readable(isFrozen ? assessed : order.sorted(assessed))
    note(changes)
    summarize()
    narrow(rows: listRows)
    return changes
  }

  /// Sorts what is there; the cursor stays on its subscription.
  mutating func sort(by order: SubscriptionOrder, rows listRows: Int) {
    self.order = order
    isOrderStale = false
    guard let rows else { return }
    let readable = rows.filter { $0.assessed != nil }
    let sorted = order.indices(of: readable.compactMap(\.assessed)).map { readable[$0] }
    self.rows = rows.filter { $0.assessed == nil } + sorted
    narrow(rows: listRows)
  }

  /// The dialog under which nothing was to jump is closed.
  mutating func settleOrder(rows listRows: Int) {
    if isOrderStale { sort(by: order, rows: listRows) }
  }

  /// Puts a newer reading of one subscription in its place; the order waits for the next list.
  /// - Returns: what is new in it. A person has just acted on it, so nothing of it is marked as unseen.
  mutating func replace(_ subscription: Subscription, at time: ServerTime) -> [BoardChange] {
    guard let earlier = lastReading(subscription.id) else { return [] }
    let assessed = judge(subscription, at: time, like: nil)
    let newer = BoardRow(.subscription(assessed))
    change { row in row.id == newer.id ? newer : row }
    // Whether it stands in a row of its own now, or still behind one that cannot be told from others.
    hiddenReadings[assessed.id] = self.subscription(assessed.id) == nil ? assessed : nil
    mayLackMatches = true
    return BoardChange.between([earlier], [assessed])
  }

  /// Takes one out that is gone.
  /// - Returns: that it vanished, where it was there.
  mutating func remove(_ id: Int) -> [BoardChange] {
    let earlier = lastReading(id)
    change { row in row.id == .subscription(id) ? nil : row }
    hiddenReadings[id] = nil
    let changes = earlier.map { BoardChange.between([$0], []) } ?? []
    note(changes)
    return changes
  }

  private mutating func change(_ transform: (BoardRow) -> BoardRow?) {
    guard let rows else { return }
    self.rows = rows.compactMap(transform)
    shown = shown.compactMap(transform)
    summarize()
    viewport.fit(count: shown.count, rows: max(1, shown.count))
    selection = selected?.id ?? selection
  }

  mutating func select(wantedID id: Int) {
    wanted = .subscription(id)
    if rows?.contains(where: { $0.id == wanted }) == true { select(wanted) }
  }

  mutating func moveSelection(by offset: Int, rows: Int) {
    markSeen()
    viewport.select(viewport.selected + offset, count: shown.count, rows: rows)
    selection = selected?.id
    markSeen()
  }

  mutating func selectFirst(rows: Int) { moveSelection(by: -shown.count, rows: rows) }
  mutating func selectLast(rows: Int) { moveSelection(by: shown.count, rows: rows) }

  mutating func setFilter(_ text: String, rows: Int) {
    guard text != filter else { return }
    filter = text
    let earlier = parsedFilter
    (parsedFilter, filterProblem) = BoardFilter.read(text)
    narrow(parsedFilter.narrows(earlier) && !mayLackMatches ? shown : nil, rows: rows)
  }

  mutating func toggleTroubleOnly(rows: Int) {
    isTroubleOnly.toggle()
    narrow(rows: rows)
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

  private mutating func note(_ changes: [BoardChange]) {
    for change in changes {
      if change.kind == .vanished { unseen.remove(change.id) } else { unseen.insert(change.id) }
    }
  }

  private mutating func select(_ id: BoardRow.ID?) {
    guard let id else { return }
    selection = id
    wanted = nil
  }

  private mutating func summarize() {
    nextAssessment = subscriptions.compactMap(\.health.changesAt).min()
    unreadableCount = rows?.count { $0.assessed == nil } ?? 0
    troubles = Array(TroubleOrder.sorted(subscriptions.filter { $0.health.state.weight >= .warning }).prefix(40))
    counts = subscriptions.reduce(into: [:]) { $0[$1.health.state, default: 0] += 1 }
  }

  /// Works out what is shown, and finds the selected row again.
  /// - Parameter candidates: rows of which alone any can be shown, in order; nil for all.
  private mutating func narrow(_ candidates: [BoardRow]? = nil, rows listRows: Int) {
    let rows = candidates ?? rows ?? []
    mayLackMatches = false
    shown =
      parsedFilter.isEmpty && !isTroubleOnly
      ? rows : rows.filter { (!isTroubleOnly || $0.isTrouble) && parsedFilter.matches($0) }
    let index = selection.flatMap { id in shown.firstIndex { $0.id == id } } ?? viewport.selected
    viewport.select(index, count: shown.count, rows: listRows)
    selection = selected?.id ?? selection
  }
}
