import struct Foundation.Date

/// The sandbox's state. Each function is one commit: it ends before anything else sees the store.
actor SandboxStore {
  let clock: @Sendable () -> Date
  let random: SandboxRandom
  var subscriptions: SubscriptionTable
  var nextID: Int
  private var windows: [Int: RateWindow] = [:]
  private let rateLimit: Int
  var ledger: IdempotencyLedger
  let assumptions: Assumptions

  /// Grows with every commit that is to be saved.
  private(set) var revision = 1
  /// Rings at each of them.
  let changes = Alarm { _ in }

  // For `SandboxStore+Deliveries`.
  let settings: DeliverySettings
  let script: DeliveryScript
  let startedAt: Date
  /// Rings when something may be due earlier than `DueWork.next`.
  let alarm: Alarm
  var book = DeliveryBook()
  var lanes = DeliveryLanes()
  var scheduled: ScheduledEvents

  init(_ configuration: SandboxConfiguration, random: SandboxRandom) {
    clock = configuration.clock
    self.random = random
    rateLimit = configuration.rateLimit
    settings = configuration.deliveries
    script = configuration.scenario.script
    scheduled = ScheduledEvents(script.events)
    startedAt = configuration.clock()
    alarm = Alarm(sleep: configuration.sleep)
    assumptions = configuration.scenario.assumptions
    ledger = IdempotencyLedger(life: assumptions.keyLife)
    let now = startedAt
    subscriptions = SubscriptionTable(
      configuration.scenario.subscriptions.map { $0.stored(secret: SigningSecrets.make(random), now: now) })
    nextID = subscriptions.nextID
  }

  // MARK: Subscriptions

  /// In the order of creation: ids only grow.
  func list(_ company: SandboxCompany) -> [StoredSubscription] {
    subscriptions.values.filter { $0.companyID == company.id }
  }

  /// Another company's subscription is not found.
  func find(_ id: Int, _ company: SandboxCompany) throws(APIError) -> StoredSubscription {
    guard let found = subscriptions[id], found.companyID == company.id else { throw .subscriptionNotFound }
    return found
  }

  func create(_ draft: SubscriptionDraft, _ company: SandboxCompany) -> StoredSubscription {
    let now = clock()
    // A scenario or a state file may have used ids further on.
    while subscriptions[nextID] != nil { nextID += 1 }
    let made = StoredSubscription(
      id: nextID, companyID: company.id, draft: draft, createdAt: now, updatedAt: now,
      secret: SigningSecrets.make(random))
    subscriptions[made.id] = made
    nextID += 1
    changed()
    return made
  }

  /// Replaces what a caller may choose; the secret and the delivery times stay.
  ///
  /// Contract: `isActive` alone decides; what becomes of `disabledAt` is one of its unknowns.
  func replace(_ id: Int, _ company: SandboxCompany, by draft: SubscriptionDraft) throws(APIError) -> StoredSubscription
  {
    var subscription = try find(id, company)
    let now = clock()
    if draft.isActive, assumptions.enablingClearsDisabledAt {
      subscription.disabledAt = nil
      subscription.disabledReason = nil
    } else if !draft.isActive, subscription.draft.isActive, assumptions.disablingSetsDisabledAt {
      subscription.disabledAt = now
    }
    subscription.draft = draft
    subscription.updatedAt = now
    subscriptions[id] = subscription
    changed()
    return subscription
  }

  func delete(_ id: Int, _ company: SandboxCompany) throws(APIError) {
    _ = try find(id, company)
    subscriptions[id] = nil
    book.cancel(subscriptionID: id)
    changed()
  }

  func rotate(_ id: Int, _ company: SandboxCompany) throws(APIError) -> StoredSubscription {
    var subscription = try find(id, company)
    subscription.secret = SigningSecrets.make(random)
    if assumptions.rotatingMovesUpdatedAt { subscription.updatedAt = clock() }
    subscriptions[id] = subscription
    changed()
    return subscription
  }

  func secret(of id: Int) -> String? { subscriptions[id]?.secret }

  func ids(companyID: Int?) -> [Int] {
    subscriptions.values.filter { companyID == nil || $0.companyID == companyID }.map(\.id)
  }

  func changed() {
    revision += 1
    changes.ring()
  }

  // MARK: Rate limit

  func takeRequest(_ company: SandboxCompany) -> RateBudget {
    windows[company.id, default: RateWindow(limit: rateLimit)].take(at: clock())
  }

  // MARK: Idempotency

  func begin(_ key: IdempotencyLedger.Key, payload: [UInt8]) -> IdempotencyLedger.Decision {
    ledger.begin(key, payload: payload, at: clock())
  }

  func finish(_ key: IdempotencyLedger.Key, with answer: StoredResponse?) {
    ledger.finish(key, with: answer, at: clock())
    changed()
  }

  func isInWork(_ key: IdempotencyLedger.Key) -> Bool {
    ledger.isInWork(key)
  }
}
