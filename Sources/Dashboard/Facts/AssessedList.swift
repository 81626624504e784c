public import FintoroWebhooks
public import Foundation

/// The subscriptions as last read, each with its state, in the chosen order.
public struct AssessedList: Equatable, Sendable {
  /// Nil until a list was received: a failure is never shown as an empty list.
  public private(set) var rows: [BoardRow]? { didSet { index() } }
  /// Where each subscription stands in `rows`.
  private var places: [Int: Int] = [:]
  /// The elements of the last list that could not be read.
  private var unreadable: [UnreadableSubscription] = []
  public private(set) var order = SubscriptionOrder()
  public private(set) var quiet = QuietLimits()
  /// When each subscription usually gets deliveries, where that is known.
  private var rhythms: [Int: Rhythm] = [:]
  /// The ids of those that are silent for longer than is usual.
  private(set) var overdue: Set<Int> = []
  /// When time alone next changes a state, by the server's clock.
  public private(set) var nextAssessment: Date?
  /// How many rows are in each state; states without rows are missing.
  public private(set) var counts: [HealthState: Int] = [:]
  public private(set) var unreadableCount = 0
  /// Known event types without an active subscriber; nil where some could not be read.
  private(set) var uncoveredCount: Int?
  /// What the summary says of the states in which deliveries fail or failed a short time ago.
  private(set) var moments = TroubleMoments()
  private(set) var widths = ListWidths()
  /// The first subscriptions in trouble, most serious first, as many as a screen may show.
  public private(set) var troubles: [AssessedSubscription] = []
  /// The last readings of subscriptions that may be among the unreadable elements of the last list.
  private var hiddenReadings: [Int: AssessedSubscription] = [:]
  /// What rows have besides their state, by subscription.
  private var marks: [Int: Set<RowMark>] = [:]
  /// Whether states have changed since the rows were marked.
  private(set) var areMarksDue = false
  /// Whether rows kept their places under a dialog and must be sorted when it closes.
  private var isOrderPending = false

  public init() {}

  /// Every readable subscription.
  public var subscriptions: [AssessedSubscription] { rows?.compactMap(\.assessed) ?? [] }

  public func subscription(_ id: Int) -> AssessedSubscription? {
    places[id].flatMap { rows?[$0].assessed }
  }

  /// Takes a new list.
  /// - Parameter isFrozen: whether a dialog is open; then no row may move.
  /// - Returns: what changed since the list before; nothing for the first list.
  mutating func load(_ list: SubscriptionList, at time: ServerTime, isFrozen: Bool) -> [BoardChange] {
    let (before, hiddenBefore, hiddenNow) = (lastReadings, hidden, HiddenSubscriptions(list.unreadable))
    let known = Dictionary(before.map { ($0.id, $0) }) { first, _ in first }
    let all = list.subscriptions
    let contexts = DeliveryContexts(rhythms, among: all)
    let assessed = all.map { assess($0, at: time, like: known[$0.id], contexts) }
    let changes =
      rows == nil ? [] : BoardChange.between(before, assessed, hiddenBefore: hiddenBefore, hidden: hiddenNow)
    let readIDs = Set(assessed.map(\.id))
    hiddenReadings = known.filter { !readIDs.contains($0.key) && hiddenNow.mayHold($0.key) }
    isOrderPending = isFrozen && rows != nil
    let ordered = isOrderPending ? keepingOrder(assessed) : order.sorted(assessed)
    rows = list.unreadable.map { BoardRow(.unreadable($0)) } + readable(ordered)
    summarize()
    return changes
  }

  /// Assesses the list again if the passing of time has changed a state.
  /// - Returns: the changed ones; nil if nothing was due.
  mutating func reassess(ifDueAt time: ServerTime, isFrozen: Bool) -> [BoardChange]? {
    guard let due = nextAssessment, due <= time.now else { return nil }
    return reassess(at: time, isFrozen: isFrozen)
  }

  /// A new quiet limit can change states; that is no event, so nothing is logged.
  /// - Returns: whether the limits have changed.
  mutating func setQuiet(_ quiet: QuietLimits, at time: ServerTime) -> Bool {
    guard quiet != self.quiet else { return false }
    self.quiet = quiet
    _ = reassess(at: time, isFrozen: false)
    return true
  }

  /// What was learnt of deliveries can make subscriptions overdue; that is no event, so nothing is logged.
  mutating func setRhythms(_ rhythms: [Int: Rhythm], at time: ServerTime, isFrozen: Bool) {
    self.rhythms = rhythms
    _ = reassess(at: time, isFrozen: isFrozen)
  }

  private mutating func reassess(at time: ServerTime, isFrozen: Bool) -> [BoardChange] {
    guard let rows else { return [] }
    let before = subscriptions
    let contexts = DeliveryContexts(rhythms, among: before.map(\.subscription))
    let assessed = before.map { assess($0.subscription, at: time, like: $0, contexts) }
    isOrderPending = isFrozen
    self.rows = rows.filter { $0.assessed == nil } + readable(isFrozen ? assessed : order.sorted(assessed))
    summarize()
    return BoardChange.between(before, assessed)
  }

  mutating func sort(by order: SubscriptionOrder) {
    self.order = order
    isOrderPending = false
    guard let rows else { return }
    let readable = rows.filter { $0.assessed != nil }
    let sorted = order.indices(of: readable.compactMap(\.assessed)).map { readable[$0] }
    self.rows = rows.filter { $0.assessed == nil } + sorted
  }

  /// Call when the dialog that froze the order closes.
  /// - Returns: whether rows have moved.
  mutating func applyPendingOrder() -> Bool {
    guard isOrderPending else { return false }
    sort(by: order)
    return true
  }

  /// Replaces one subscription by a newer reading. The order stays until the next list.
  /// - Returns: what has changed in it.
  mutating func replace(_ subscription: Subscription, at time: ServerTime) -> [BoardChange] {
    guard let earlier = lastReading(subscription.id) else { return [] }
    let contexts = DeliveryContexts(rhythms, among: subscriptions.map(\.subscription))
    let assessed = assess(subscription, at: time, like: nil, contexts)
    let newer = BoardRow(.subscription(assessed), marks: marks[assessed.id] ?? [])
    rows = rows?.map { $0.id == newer.id ? newer : $0 }
    // It now has a row of its own, or is still hidden behind an unreadable element.
    hiddenReadings[assessed.id] = self.subscription(assessed.id) == nil ? assessed : nil
    summarize()
    return BoardChange.between([earlier], [assessed])
  }

  /// - Returns: whether any row is marked otherwise than before.
  mutating func setMarks(_ marks: [Int: Set<RowMark>]) -> Bool {
    areMarksDue = false
    guard marks != self.marks else { return false }
    self.marks = marks
    rows = rows?.map { row in
      guard let assessed = row.assessed, row.marks != marks[assessed.id] ?? [] else { return row }
      return BoardRow(row.content, marks: marks[assessed.id] ?? [])
    }
    return true
  }

  /// Removes a subscription that was deleted.
  /// - Returns: a change that says so, if the list had it.
  mutating func remove(_ id: Int) -> [BoardChange] {
    let earlier = lastReading(id)
    rows?.removeAll { $0.id == .subscription(id) }
    hiddenReadings[id] = nil
    summarize()
    return earlier.map { BoardChange.between([$0], []) } ?? []
  }

  /// So that a subscription is found among many without going through them.
  private mutating func index() {
    places = [:]
    places.reserveCapacity(rows?.count ?? 0)
    unreadable = []
    for (place, row) in (rows ?? []).enumerated() {
      switch row.content {
      case .subscription(let assessed): if places[assessed.id] == nil { places[assessed.id] = place }
      case .unreadable(let element): unreadable.append(element)
      }
    }
  }

  private mutating func summarize() {
    areMarksDue = true
    let subscriptions = subscriptions
    nextAssessment = subscriptions.compactMap(\.health.nextAssessment).min()
    unreadableCount = rows?.count { $0.assessed == nil } ?? 0
    troubles = Array(TroubleOrder.sorted(subscriptions.filter { $0.health.weight >= .warning }).prefix(40))
    counts = subscriptions.reduce(into: [:]) { $0[$1.health.state, default: 0] += 1 }
    overdue = Set(subscriptions.lazy.filter { $0.health.overdue != nil }.map(\.id))
    moments = TroubleMoments(subscriptions)
    widths = ListWidths(subscriptions)
    uncoveredCount = Coverage.notSubscribedCount(subscriptions, unreadable: unreadableCount)
  }
}

/// Merges new readings with the existing rows; changes nothing itself.
extension AssessedList {
  /// - Parameter earlier: the last reading. It is kept if nothing has changed, as for most.
  private func assess(
    _ subscription: Subscription, at time: ServerTime, like earlier: AssessedSubscription?, _ contexts: DeliveryContexts
  ) -> AssessedSubscription {
    let assessed = AssessedSubscription(
      subscription, at: time, limits: quiet.limits(of: subscription.id),
      context: contexts[subscription.id])
    if let earlier, earlier == assessed { return earlier }
    return assessed
  }

  /// The rows in this order. A row without changes is kept, with its prepared search text.
  private func readable(_ assessed: [AssessedSubscription]) -> [BoardRow] {
    let known = Dictionary((rows ?? []).map { ($0.id, $0) }) { first, _ in first }
    return assessed.map { assessed in
      if let row = known[.subscription(assessed.id)], row.assessed === assessed { return row }
      return BoardRow(.subscription(assessed), marks: marks[assessed.id] ?? [])
    }
  }

  /// The order while a dialog is open: no row moves, new ones come last.
  private func keepingOrder(_ assessed: [AssessedSubscription]) -> [AssessedSubscription] {
    let byID = Dictionary(assessed.map { ($0.id, $0) }) { first, _ in first }
    let known = subscriptions.compactMap { byID[$0.id] }
    let knownIDs = Set(known.map(\.id))
    return known + assessed.filter { !knownIDs.contains($0.id) }
  }
}

/// Questions about a subscription that has no readable row.
extension AssessedList {
  /// The last readings of all subscriptions that may exist, including those that the last list could not show.
  var lastReadings: [AssessedSubscription] { subscriptions + hiddenReadings.values }

  func lastReading(_ id: Int) -> AssessedSubscription? { subscription(id) ?? hiddenReadings[id] }

  /// Whether the list certainly does not contain it, not even among its unreadable elements.
  func isGone(_ id: Int) -> Bool { rows != nil && subscription(id) == nil && !hidden.mayHold(id) }

  /// A sentence that says why a subscription has no readable row.
  func missingSentence(_ id: Int) -> String {
    if let element = unreadable.first(where: { $0.id == id }) {
      return "This subscription could not be read in Fintoro's last answer: \(element.problem)."
    }
    guard !isGone(id) else { return "This subscription is no longer in Fintoro's list." }
    let elements = unreadable.count == 1 ? "1 element" : "\(unreadable.count) elements"
    return
      "It is not known whether this still exists: \(elements) of Fintoro's answer could not be read."
  }

  /// The subscriptions that the unreadable elements of the last list may be.
  private var hidden: HiddenSubscriptions { HiddenSubscriptions(unreadable) }
}

/// The moments that the summary shows, over all subscriptions in trouble.
struct TroubleMoments: Equatable, Sendable {
  /// The first possible loss in a state, with the name of its subscription.
  private(set) var losses: [HealthState: (date: Date, name: String)] = [:]
  /// When the retries of the last recovered subscription end.
  private(set) var openUntil: Date?

  init() {}

  init(_ subscriptions: [AssessedSubscription]) {
    for assessed in subscriptions where assessed.health.state.hasRetryWindow {
      let state = assessed.health.state
      guard let clock = RetryClock(assessed.subscription, state: state) else { continue }
      if state == .recovered { openUntil = max(openUntil ?? .distantPast, clock.givesUpAt) }
      if let from = clock.lossPossibleFrom, from < losses[state]?.date ?? .distantFuture {
        losses[state] = (from, assessed.subscription.displayName)
      }
    }
  }

  static func == (left: TroubleMoments, right: TroubleMoments) -> Bool {
    left.openUntil == right.openUntil && left.losses.mapValues(\.date) == right.losses.mapValues(\.date)
      && left.losses.mapValues(\.name) == right.losses.mapValues(\.name)
  }
}
