import FintoroWebhooks
import Foundation
import Testing

private let window = Double(DeliverySchedule.window)
private let day = 86_400.0

@Suite("Judging health")
struct HealthTests {
  @Test("A subscription that is not active is disabled, whatever its times say")
  func disabled() {
    #expect(Subscription.fixture(isActive: false).state() == .disabled)
    #expect(Subscription.fixture(isActive: false, success: now - 60, failure: now - 10).state() == .disabled)
    #expect(Subscription.fixture(isActive: false, disabled: .absent).state() == .disabled)
    #expect(Subscription.fixture(isActive: false, success: now + 9_999, created: .unreadable("?")).state() == .disabled)
  }

  @Test("An active subscription with disabledAt is assessed like any other, with a remark")
  func activeWithDisabledAt() {
    let remark = "It is active, although disabledAt says 20 Nov 14:10:00."
    for (success, failure) in [(now - 60, nil), (now - 60, now - 30), (now - 60, now - 120), (nil, nil), (nil, now)] {
      let plain = Subscription.fixture(success: success, failure: failure)
      let remarked = Subscription.fixture(
        success: success, failure: failure, disabled: Timestamp(now - 3 * day))
      #expect(Health.of(remarked, at: ServerTime(now: now)) == Health.of(plain, at: ServerTime(now: now)))
      #expect(remarked.reason() == plain.reason() + [remark])
    }
  }

  @Test("A disabled subscription has no such remark")
  func noRemarkWhenDisabled() {
    let reason = Subscription.fixture(isActive: false, disabled: Timestamp(now - 60)).reason()
    #expect(!reason.joined().contains("although"))
  }

  @Test("A failure and never a success is never ok, however old the failure is")
  func neverOK() {
    #expect(Subscription.fixture(failure: now).state() == .neverOK)
    #expect(Subscription.fixture(failure: now - 400 * day).state() == .neverOK)
  }

  @Test("A failure not older than the success is failing; a tie is failing")
  func failing() {
    #expect(Subscription.fixture(success: now - 60, failure: now - 59).state() == .failing)
    #expect(Subscription.fixture(success: now - 60, failure: now - 60).state() == .failing)
    #expect(Subscription.fixture(success: now - 59, failure: now - 60).state() == .recovered)
    #expect(Subscription.fixture(success: now - 90 * day, failure: now - 80 * day).state() == .failing)
  }

  @Test("A success after a failure is recovered for 11 160 s from the failure, then ok")
  func recovered() {
    #expect(Subscription.fixture(success: now, failure: now - 1).state() == .recovered)
    #expect(Subscription.fixture(success: now, failure: (now - window).justAfter).state() == .recovered)
    #expect(Subscription.fixture(success: now, failure: now - window).state() == .ok)
    #expect(Subscription.fixture(success: now, failure: now - window - 1).state() == .ok)
  }

  @Test("Without any attempt a subscription is new for 24 h and silent after, or when its age is not known")
  func untried() {
    #expect(Subscription.fixture(created: Timestamp(now)).state() == .new)
    #expect(Subscription.fixture(created: Timestamp((now - day).justAfter)).state() == .new)
    #expect(Subscription.fixture(created: Timestamp(now - day)).state() == .silent)
    #expect(Subscription.fixture(created: Timestamp(now - 400 * day)).state() == .silent)
    #expect(Subscription.fixture(created: .never).state() == .silent)
  }

  @Test("A success is quiet when it is older than 7 days, not at 7 days")
  func quiet() {
    #expect(Subscription.fixture(success: now - 7 * day).state() == .ok)
    #expect(Subscription.fixture(success: (now - 7 * day).justBefore).state() == .quiet)
    #expect(Subscription.fixture(success: now - 90 * day, failure: now - 91 * day).state() == .quiet)
  }

  @Test("The quiet limit can be set, and recovered comes before quiet")
  func quietLimit() {
    let hour = HealthLimits(quiet: 3_600)
    #expect(Subscription.fixture(success: now - 3_601).state(limits: hour) == .quiet)
    #expect(Subscription.fixture(success: now - 3_600).state(limits: hour) == .ok)
    #expect(Subscription.fixture(success: now - 3_601, failure: now - 3_602).state(limits: hour) == .recovered)
    #expect(Subscription.fixture(success: now - 999 * day).state(limits: HealthLimits(quiet: .infinity)) == .ok)
  }

  @Test("Any time up to 5 min in the future is taken as it is, a later one is odd")
  func skew() {
    let at300 = now + 300
    #expect(Subscription.fixture(success: at300).state() == .ok)
    #expect(Subscription.fixture(success: at300.justAfter).state() == .odd)
    #expect(Subscription.fixture(success: now, failure: at300).state() == .failing)
    #expect(Subscription.fixture(success: now, failure: at300.justAfter).state() == .odd)
    #expect(Subscription.fixture(created: Timestamp(at300)).state() == .new)
    #expect(Subscription.fixture(created: Timestamp(at300.justAfter)).state() == .odd)
    #expect(Subscription.fixture(success: now, disabled: Timestamp(at300 + 1)).state() == .odd)
  }

  @Test("Each of the five times makes a subscription odd: in the future, unreadable or absent")
  func odd() {
    let fields: [(String, WritableKeyPath<Subscription, Timestamp>)] = [
      ("lastSuccessAt", \.lastSuccessAt), ("lastFailureAt", \.lastFailureAt), ("disabledAt", \.disabledAt),
      ("createdAt", \.createdAt), ("updatedAt", \.updatedAt),
    ]
    let raw = "2026-11-23T15:10:00Z"
    let problems: [(Timestamp, Health.Anomaly.Problem)] = [
      (.absent, .absent), (.unreadable("soon"), .unreadable(raw: "soon")),
      (Timestamp(iso8601: raw), .future(seconds: 3_600, raw: raw)),
    ]
    for (name, field) in fields {
      for (timestamp, problem) in problems {
        var subscription = Subscription.fixture(success: now - 60)
        subscription[keyPath: field] = timestamp
        let health = Health.of(subscription, at: ServerTime(now: now))
        #expect(health.state == .odd)
        #expect(health.oddities == [Health.Anomaly(field: name, problem: problem)])
      }
    }
  }

  @Test("Every odd time is named, in the contract's order")
  func allOddities() {
    let subscription = Subscription(
      id: 1, url: "https://a.sk", subscribedEvents: [], lastSuccessAt: .absent, lastFailureAt: .unreadable("x"),
      disabledAt: .absent, createdAt: Timestamp(now + 301), updatedAt: .absent)
    let health = Health.of(subscription, at: ServerTime(now: now))
    #expect(
      health.oddities.map(\.field) == ["lastSuccessAt", "lastFailureAt", "disabledAt", "createdAt", "updatedAt"])
  }

  @Test("No other state names oddities")
  func noOddities() {
    for subscription in [
      Subscription.fixture(success: now), .fixture(failure: now), .fixture(),
      .fixture(isActive: false, created: .absent),
    ] {
      #expect(Health.of(subscription, at: ServerTime(now: now)).oddities.isEmpty)
    }
  }

  @Test("Times are assessed by the server's clock, not by this machine's")
  func serverClock() {
    let fast = AnswerContext(receivedAt: now + 3_600, serverDate: now)
    let subscription = Subscription.fixture(success: now, failure: now - window + 60)
    let time = ServerTime(local: now + 3_600, answer: fast)
    #expect(Health.of(subscription, at: time).state == .recovered)
    #expect(Health.of(subscription, at: ServerTime(now: now + 3_600)).state == .ok)
  }
}
