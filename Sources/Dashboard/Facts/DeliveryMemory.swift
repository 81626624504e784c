import FintoroWebhooks
public import Foundation

/// What successive lists add that one snapshot cannot say of a subscription's deliveries.
public struct DeliveryMemory: Equatable, Sendable {
  /// How often a success about 10 s after a failure must be seen before it is called a pattern.
  public static let again = 3

  /// By id: the last success before the failures that a subscription has shown since, where hooktop saw it.
  private var successBeforeOutage: [Int: Date] = [:]
  /// By id: failures that a success followed after the time of the second attempt.
  private var rejectedFirst: [Int: Set<Date>] = [:]

  public init() {}

  public func successBeforeOutage(of id: Int) -> Date? { successBeforeOutage[id] }

  /// How many failures were followed by a success about 10 s later; nil where there are too few to speak of.
  public func rejectedFirstAttempts(of id: Int) -> Int? {
    rejectedFirst[id].flatMap { $0.count >= Self.again ? $0.count : nil }
  }

  /// - Parameters:
  ///   - after: the last readings of all that may still be there.
  ///   - before: those before them.
  mutating func take(_ after: [AssessedSubscription], before: [AssessedSubscription]) {
    let known = Dictionary(before.map { ($0.id, $0.subscription) }) { first, _ in first }
    for assessed in after {
      let subscription = assessed.subscription
      guard let success = subscription.lastSuccessAt.date, let failure = subscription.lastFailureAt.date else {
        continue
      }
      if Self.secondAttempt.contains(success.timeIntervalSince(failure)) {
        remember(failure, of: subscription.id)
      }
      // Before the failure that it shows there was a success, and an earlier list had it.
      if let earlier = known[subscription.id]?.lastSuccessAt.date, earlier < failure {
        successBeforeOutage[subscription.id] = earlier
      }
    }
    let left = Set(after.map(\.id))
    successBeforeOutage = successBeforeOutage.filter { left.contains($0.key) }
    rejectedFirst = rejectedFirst.filter { left.contains($0.key) }
  }

  private mutating func remember(_ failure: Date, of id: Int) {
    guard rejectedFirst[id, default: []].count < 100 else { return }
    rejectedFirst[id, default: []].insert(failure)
  }

  /// Contract: the second attempt comes about 10 s after the first, which may take 10 s itself.
  private static let secondAttempt: ClosedRange<Double> = 8...22
}
