import FintoroWebhooks
public import Foundation

/// What several lists together say about a subscription's deliveries and one list cannot.
public struct DeliveryMemory: Equatable, Sendable {
  /// How often a success about 10 s after a failure must be seen to count as a pattern.
  public static let patternCount = 3

  /// By id: the last success before the current failures, if hooktop saw it.
  private var successBeforeOutage: [Int: Date] = [:]
  /// By id: failures that were followed by a success at about the time of the second attempt.
  private var rejectedFirst: [Int: Set<Date>] = [:]

  public init() {}

  public func successBeforeOutage(of id: Int) -> Date? { successBeforeOutage[id] }

  /// How many failures were followed by a success about 10 s later; nil if too few for a pattern.
  public func rejectedFirstAttempts(of id: Int) -> Int? {
    rejectedFirst[id].flatMap { $0.count >= Self.patternCount ? $0.count : nil }
  }

  /// - Parameters:
  ///   - after: the newest readings of all subscriptions that may exist.
  ///   - before: the readings before those.
  mutating func record(_ after: [AssessedSubscription], before: [AssessedSubscription]) {
    let known = Dictionary(before.map { ($0.id, $0.subscription) }) { first, _ in first }
    for assessed in after {
      let subscription = assessed.subscription
      guard let success = subscription.lastSuccessAt.date, let failure = subscription.lastFailureAt.date else {
        continue
      }
      if Self.secondAttempt.contains(success.timeIntervalSince(failure)) {
        recordRejection(failure, of: subscription.id)
      }
      // An earlier list had a success from before this failure.
      if let earlier = known[subscription.id]?.lastSuccessAt.date, earlier < failure {
        successBeforeOutage[subscription.id] = earlier
      }
    }
    let left = Set(after.map(\.id))
    successBeforeOutage = successBeforeOutage.filter { left.contains($0.key) }
    rejectedFirst = rejectedFirst.filter { left.contains($0.key) }
  }

  private mutating func recordRejection(_ failure: Date, of id: Int) {
    guard rejectedFirst[id, default: []].count < 100 else { return }
    rejectedFirst[id, default: []].insert(failure)
  }

  /// Contract: the second attempt comes about 10 s after the first, which may take 10 s itself.
  private static let secondAttempt: ClosedRange<Double> = 8...22
}
