import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("Our retry policy")
struct RequestRetryPolicyTests {
  private func delay(
    _ failures: Int, _ random: Double = 1, retryAfter: Double? = nil, maxDelay: Double = 300
  ) -> Double {
    RequestRetryPolicy.delay(
      afterFailures: failures, random: random, retryAt: retryAfter.map { now + $0 }, now: now, maxDelay: maxDelay)
  }

  @Test("The wait doubles from 2 s to the bound")
  func doubling() {
    #expect((1...9).map { delay($0) } == [2, 4, 8, 16, 32, 64, 128, 256, 300])
    #expect(delay(5, maxDelay: 10) == 10)
  }

  @Test("No number of failures leaves the bounds", arguments: [Int.min, -1, 0, 1, 10, 63, 64, 1_000, Int.max])
  func bounds(_ failures: Int) {
    for random in [0, 0.5, 0.999] { #expect((1.5...300).contains(delay(failures, random))) }
  }

  @Test("Jitter spreads a wait over its last quarter and beyond neither end")
  func jitter() {
    var numbers = SeededGenerator(seed: 4)
    let delays = (0..<2_000).map { _ in delay(20, Double.random(in: 0..<1, using: &numbers)) }
    #expect(delays.allSatisfy { (225...300).contains($0) })
    #expect((delays.min() ?? 300) < 230)
    #expect((delays.max() ?? 0) > 295)
    #expect(delay(20, -5) == 225)
    #expect(delay(20, 5) == 300)
  }

  @Test("The time that an answer named is waited for, also beyond the bound")
  func retryAfter() {
    #expect(delay(1, retryAfter: 60) == 60)
    #expect(delay(1, retryAfter: 900) == 900)
    #expect(delay(20, 0, retryAfter: 60) == 225)
    #expect(delay(20, 0, retryAfter: 226) == 226)
  }

  @Test("A named time that is past shortens nothing")
  func past() {
    #expect(delay(3, retryAfter: 0) == 8)
    #expect(delay(3, retryAfter: -1_000_000) == 8)
  }

  @Test("A server that names a far time is waited for an hour, no longer", arguments: [3_601, 31_536_000, .infinity])
  func absurd(_ seconds: Double) {
    #expect(delay(1, retryAfter: seconds) == 3_600)
  }
}
