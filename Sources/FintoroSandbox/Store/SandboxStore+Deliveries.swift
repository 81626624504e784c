import FintoroWebhooks
import Foundation

/// Turns events into deliveries, and their results into times of subscriptions.
extension SandboxStore {
  /// How many are handled in one commit; other commits come before the rest.
  private static let maxAtOnce = 1_000

  /// The attempts to make now, and when to ask again.
  struct DueWork: Sendable {
    var attempts: [DeliveryRequest] = []
    var next: Date?
  }

  /// A delivery for each active subscription of the company to the type.
  /// - Returns: nil when there would be too many open deliveries.
  func emit(_ type: EventType, resourceID: Int, companyID: Int) -> [Delivery]? {
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

  /// Whether the catalogue or a subscription has the type.
  func isType(_ type: EventType) -> Bool {
    type.isKnown || subscriptions.values.contains { $0.draft.subscribedEvents.contains(type.rawValue) }
  }

  /// Carries out what is due: events of the script and simulated attempts. Returns the attempts over HTTP.
  func dueWork() -> DueWork {
    let now = clock()
    for (schedule, resourceID) in scheduled.take(at: now.timeIntervalSince(startedAt)) {
      _ = emit(schedule.type, resourceID: resourceID, companyID: schedule.companyID)
    }
    let due = book.takeDue(at: now, limit: Self.maxAtOnce)
    for what in due {
      switch what {
      case .timeOut(let number): finish(number, .timedOut, at: now)
      case .attempt(let number): attempt(number, at: now)
      }
    }
    var work = DueWork()
    while let (number, lane) = lanes.start() {
      if let attempt = request(number, at: now) { work.attempts.append(attempt) } else { lanes.ended(lane: lane) }
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
    case .timeOut: book.scheduleTimeOut(number, at: now + Double(DeliverySchedule.attemptTimeout))
    }
  }

  private func request(_ number: Int, at now: Date) -> DeliveryRequest? {
    guard let delivery = book.start(number, at: now), let subscription = subscriptions[delivery.subscriptionID] else {
      return nil
    }
    return DeliveryRequest(
      delivery: delivery, url: subscription.draft.url, secret: SigningSecret(subscription.secret))
  }

  /// Contract: a subscription tells of its deliveries by `lastSuccessAt` and `lastFailureAt` alone.
  private func finish(_ number: Int, _ result: Attempt.Result, at now: Date) {
    guard let delivery = book.end(number, result, at: now, speed: settings.speed) else { return }
    if result.isSuccess {
      subscriptions[delivery.subscriptionID]?.lastSuccessAt = now
    } else if assumptions.lastFailureAt == .everyAttempt || delivery.progress == .lost {
      subscriptions[delivery.subscriptionID]?.lastFailureAt = now
    }
    changed()
  }

  /// The remembered deliveries that match, and how many were forgotten.
  func log(_ filter: DeliveryFilter) -> (deliveries: [Delivery], forgotten: Int) {
    (book.log(filter), book.forgotten)
  }
}
