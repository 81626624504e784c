import FintoroWebhooks
import Foundation

/// Where events become deliveries, and what receivers do becomes times of subscriptions.
extension SandboxStore {
  /// So many are looked at in one commit; others may have their turn before the rest.
  private static let maxAtOnce = 1_000

  /// What is to be sent now, and when to ask again.
  struct DueWork: Sendable {
    var orders: [DeliveryRequest] = []
    var next: Date?
  }

  /// A delivery for each active subscription of the company to the type.
  /// - Returns: nil when there is no room for so many.
  func happen(_ type: EventType, resourceID: Int, companyID: Int) -> [Delivery]? {
    let now = clock()
    guard settings.mode != .off else { return [] }
    let receivers = subscriptions.values
      .filter { $0.companyID == companyID && $0.draft.isActive && $0.draft.subscribedEvents.contains(type.rawValue) }
      .map(\.id)
    guard book.openCount + receivers.count <= DeliveryBook.maxOpen else { return nil }
    let event = DomainEvent(type: type, companyID: companyID, resourceID: resourceID, occurredAt: now)
    let made = receivers.map { id in
      book.add(event, to: id, id: random.uuid(), isSimulated: settings.mode == .simulated, at: now)
    }
    if !made.isEmpty { changed() }
    alarm.ring()
    return made
  }

  /// Whether the table has the type or somebody subscribed to it.
  func isType(_ type: EventType) -> Bool {
    type.isKnown || subscriptions.values.contains { $0.draft.subscribedEvents.contains(type.rawValue) }
  }

  /// Lets happen what is due: events of the script, simulated attempts, and the orders for real ones.
  func dueWork() -> DueWork {
    let now = clock()
    for (schedule, resourceID) in scheduled.take(at: now.timeIntervalSince(startedAt)) {
      _ = happen(schedule.type, resourceID: resourceID, companyID: schedule.companyID)
    }
    let due = book.takeDue(at: now, most: Self.maxAtOnce)
    for what in due {
      switch what {
      case .timeOut(let number): finish(number, .timedOut, at: now)
      case .attempt(let number): attempt(number, at: now)
      }
    }
    var work = DueWork()
    while let (number, lane) = lanes.start() {
      if let order = order(number, at: now) { work.orders.append(order) } else { lanes.ended(lane: lane) }
    }
    work.next = [book.nextDue, scheduled.next.map { startedAt + $0 }].compactMap(\.self).min()
    return work
  }

  /// An attempt over HTTP came to its end.
  func ended(_ delivery: Delivery, _ result: Attempt.Result) {
    lanes.ended(lane: delivery.subscriptionID)
    finish(delivery.number, result, at: clock())
    alarm.ring()
  }

  private func attempt(_ number: Int, at now: Date) {
    guard let delivery = book.deliveries[number] else { return }
    guard delivery.isSimulated else { return lanes.add(number, lane: delivery.subscriptionID) }
    _ = book.start(number, at: now)
    let facts = OutcomeRule.Facts(
      subscriptionID: delivery.subscriptionID, type: delivery.event.type, attempt: delivery.attempts.count + 1,
      moment: now.timeIntervalSince(startedAt), delivery: number)
    switch script.outcome(facts) {
    case .answer(let status): finish(number, .answered(status), at: now)
    case .unreachable: finish(number, .failed("nothing accepts connections there"), at: now)
    case .timeOut: book.letTimeOut(number, at: now + Double(DeliverySchedule.attemptTimeout))
    }
  }

  private func order(_ number: Int, at now: Date) -> DeliveryRequest? {
    guard let delivery = book.start(number, at: now), let subscription = subscriptions[delivery.subscriptionID] else {
      return nil
    }
    return DeliveryRequest(
      delivery: delivery, url: subscription.draft.url, secret: SigningSecret(subscription.secret))
  }

  /// Contract: `lastSuccessAt` and `lastFailureAt` are all that a subscription tells of its deliveries.
  private func finish(_ number: Int, _ result: Attempt.Result, at now: Date) {
    guard let delivery = book.end(number, result, at: now, speed: settings.speed) else { return }
    if result.isSuccess {
      subscriptions[delivery.subscriptionID]?.lastSuccessAt = now
    } else if assumptions.lastFailureAt == .everyAttempt || delivery.progress == .lost {
      subscriptions[delivery.subscriptionID]?.lastFailureAt = now
    }
    changed()
  }

  /// What is known of deliveries, and how many were forgotten.
  func log(_ filter: DeliveryFilter) -> (deliveries: [Delivery], forgotten: Int) {
    (book.log(filter), book.forgotten)
  }
}
