import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("Order of trouble")
struct TroubleOrderTests {
  private func order(_ subscriptions: [Subscription]) -> [Int] {
    TroubleOrder.sorted(subscriptions.map { $0.assessed() }).map(\.id)
  }

  @Test("Critical comes before warning, warning before notice, notice before good")
  func weights() {
    let day = 86_400.0
    let subscriptions: [Subscription] = [
      .fixture(id: 1, success: now - 60),
      .fixture(id: 2, isActive: false),
      .fixture(id: 3),
      .fixture(id: 4, success: now - 3 * day, failure: now - 2 * day),
      .fixture(id: 5, success: now - 60, failure: now - 120),
      .fixture(id: 6, failure: now - 3 * day),
    ]
    #expect(subscriptions.map { $0.state() } == [.ok, .disabled, .silent, .failing, .recovered, .neverOK])
    #expect(order(subscriptions) == [4, 6, 5, 3, 2, 1])
    #expect(order(subscriptions.reversed()) == [4, 6, 5, 3, 2, 1])
  }

  @Test("What is still retried comes first, the earliest end before the others; then what is not, newest first")
  func stillRetried() {
    let subscriptions: [Subscription] = [
      .fixture(id: 1, success: now - 99_000, failure: now - 20_000),
      .fixture(id: 2, success: now - 99_000, failure: now - 60),
      .fixture(id: 3, failure: now - 9_000),
      .fixture(id: 4, success: now - 99_000, failure: now - 30_000),
    ]
    #expect(order(subscriptions) == [3, 2, 1, 4])
  }

  @Test("Inside a weight the newest failure is first, and none at all is last")
  func newestFailure() {
    let subscriptions: [Subscription] = [
      .fixture(id: 1, name: "a", success: now - 10),
      .fixture(id: 2, name: "b", success: now - 10, failure: now - 90_000),
      .fixture(id: 3, name: "c", success: now - 10, failure: now - 80_000),
    ]
    #expect(order(subscriptions) == [3, 2, 1])
  }

  @Test("Both critical states are one weight: the end of retries decides between them")
  func oneWeight() {
    #expect(
      order([.fixture(id: 1, failure: now - 20), .fixture(id: 2, success: now - 60, failure: now - 10)]) == [1, 2])
    #expect(
      order([.fixture(id: 1, failure: now - 5), .fixture(id: 2, success: now - 60, failure: now - 10)]) == [2, 1])
  }

  @Test("Then the name decides, without regard to capitals; a host stands in for a missing name")
  func name() {
    let subscriptions: [Subscription] = [
      .fixture(id: 1, name: "beta", success: now), .fixture(id: 2, name: "Alpha", success: now),
      .fixture(id: 3, name: nil, url: "https://azure.example.com", success: now),
    ]
    #expect(order(subscriptions) == [2, 3, 1])
  }

  @Test("Then the id decides, by its number")
  func id() {
    #expect(order([10, 9, 100].map { .fixture(id: $0, success: now) }) == [9, 10, 100])
  }

  @Test("What is alike in all of them keeps its order")
  func stable() {
    let twins = (0..<200).map { Subscription.fixture(id: 1, url: "https://a.sk/\($0)", success: now).assessed() }
    #expect(TroubleOrder.sorted(twins) == twins)
  }

  @Test("The order is one order: any shuffling sorts to the same list")
  func oneOrder() {
    var numbers = SeededGenerator(seed: 3)
    let assessed = (0..<300).map { id -> AssessedSubscription in
      let success = [nil, now - 10, now - 900_000].randomElement(using: &numbers) ?? nil
      let failure = [nil, now - 20, now - 5, now - 100_000].randomElement(using: &numbers) ?? nil
      let name = ["a", "B", "b", nil].randomElement(using: &numbers) ?? nil
      return Subscription.fixture(id: id, name: name, success: success, failure: failure).assessed()
    }
    let sorted = TroubleOrder.sorted(assessed)
    for _ in 0..<20 { #expect(TroubleOrder.sorted(assessed.shuffled(using: &numbers)) == sorted) }
    let weights = sorted.map(\.health.state.weight)
    #expect(weights == weights.sorted(by: >))
  }
}
