import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("Which subscriptions may have a gap")
struct PossibleGapTests {
  private static let now = Date(timeIntervalSince1970: 1_800_000_000)
  private static let since = now - 3 * 3_600

  private static func subscription(
    success: Double? = 60, failure: Double? = nil, updated: Double? = 86_400, isActive: Bool = true
  ) -> Subscription {
    func at(_ ago: Double?) -> Timestamp { ago.map { Timestamp(now - $0) } ?? .never }
    return Subscription(
      id: 801, name: "ERP", url: "https://acme.sk/h", isActive: isActive, subscribedEvents: [],
      lastSuccessAt: at(success), lastFailureAt: at(failure), createdAt: at(90 * 86_400), updatedAt: at(updated))
  }

  @Test("One that works, has not failed for long and was not changed cannot; all others may")
  func rule() {
    #expect(!Self.subscription().mayHaveGap(since: Self.since))
    #expect(!Self.subscription(success: 100, failure: 86_400).mayHaveGap(since: Self.since))
    for subscription in [
      Self.subscription(success: 100, failure: 50), Self.subscription(success: 86_400, failure: 80_000),
      Self.subscription(success: nil, failure: 86_400), Self.subscription(success: 100, failure: 20_000),
      Self.subscription(isActive: false), Self.subscription(updated: 600), Self.subscription(updated: nil),
    ] {
      #expect(subscription.mayHaveGap(since: Self.since))
    }
  }

  @Test("Where it cannot, no past of those hours has a gap that goes on or ended in them", arguments: 0..<200)
  func anyPast(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var watch = GapWatch()
    var last = Self.subscription(success: 30_000, failure: 40_000)
    // A list every ten minutes from a day ago on; an outage, or a time in which it is disabled, at random.
    for minutes in stride(from: 1_440, through: 0, by: -10) {
      let at = Self.now - Double(minutes) * 60
      switch Int.random(in: 0..<40, using: &generator) {
      case 0: last.lastFailureAt = Timestamp(at)
      case 1: (last.isActive, last.updatedAt) = (!last.isActive, Timestamp(at))
      default: last.lastSuccessAt = Timestamp(at)
      }
      watch.take(ObservedSubscription(at: at, last))
    }
    guard !last.mayHaveGap(since: Self.since) else { return }
    #expect(watch.gaps.allSatisfy { $0.decidedAt.map { $0 < Self.since } ?? false })
  }
}
