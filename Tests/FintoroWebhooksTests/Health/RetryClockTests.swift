import FintoroWebhooks
import Testing

@Suite("Retry clock")
struct RetryClockTests {
  @Test("It ends 11 160 s after the last failure")
  func end() throws {
    let clock = try #require(RetryClock(.fixture(failure: now), state: .neverOK))
    #expect(clock.failedAt == now)
    #expect(clock.givesUpAt == now + 11_160)
  }

  @Test("The first loss is possible 11 110 s after the last success, never ok after the creation, else it is not known")
  func lossPossibleFrom() throws {
    let failing = Subscription.fixture(success: now - 7_430, failure: now - 258)
    #expect(RetryClock(failing, state: .failing)?.lossPossibleFrom == now - 7_430 + 11_110)
    let never = Subscription.fixture(failure: now - 258, created: Timestamp(now - 900))
    #expect(RetryClock(never, state: .neverOK)?.lossPossibleFrom == now - 900 + 11_110)
    let recovered = try #require(RetryClock(.fixture(success: now, failure: now - 258), state: .recovered))
    #expect(recovered.lossPossibleFrom == nil)
  }

  @Test("Only failing, never ok and recovered have one")
  func states() {
    let subscription = Subscription.fixture(success: now - 10, failure: now - 5)
    let states = HealthState.allCases.filter { RetryClock(subscription, state: $0) != nil }
    #expect(Set(states) == [.failing, .neverOK, .recovered])
    #expect(HealthState.allCases.allSatisfy { RetryClock(.fixture(success: now), state: $0) == nil })
  }

  @Test("What is left falls from 1 to 0 and stays between them")
  func remaining() throws {
    let clock = try #require(RetryClock(.fixture(failure: now), state: .neverOK))
    #expect(clock.remaining(at: now - 60) == 1)
    #expect(clock.remaining(at: now) == 1)
    #expect(clock.remaining(at: now + 5_580) == 0.5)
    #expect(clock.remaining(at: now + 11_160) == 0)
    #expect(clock.remaining(at: now + 99_999) == 0)
  }
}
