import FintoroWebhooks
import Foundation
import Testing

@Suite("Reasons")
struct HealthReasonTests {
  @Test("Failing: since when at the most, until when it is open, and what to fetch")
  func failing() {
    #expect(
      Subscription.fixture(success: moment("2026-11-23T12:06:10Z"), failure: moment("2026-11-23T14:05:42Z")).reason()
        == [
          "Failing since some time after 12:06:10, the last success.",
          "5 attempts over 3 h 06 min: what failed at 14:05:42 is accepted or lost by 17:11:42 at the latest, "
            + "in 3 h 01 min; it may be lost already.",
          "Next: mend the receiver, then fetch what changed since 12:06:10.",
        ])
  }

  @Test("Failing in a tie: nothing is said to have come after the success")
  func tie() {
    let second = moment("2026-11-23T14:05:42Z")
    #expect(
      Subscription.fixture(success: second, failure: second).reason().first
        == "A delivery failed in the very second of the last success, 14:05:42.")
  }

  @Test("Failing for longer than the retries: the end is told as past, and still only as a bound")
  func failingLongAgo() {
    #expect(
      Subscription.fixture(success: moment("2026-11-14T14:10:00Z"), failure: moment("2026-11-21T14:10:00Z")).reason()
        == [
          "Failing since some time after 14 Nov 14:10:00, the last success.",
          "Retries of what failed at 21 Nov 14:10:00 ended by 21 Nov 17:16:00 at the latest; it may be lost already.",
          "Next: mend the receiver, then fetch what changed since 14 Nov 14:10:00.",
        ])
  }

  @Test("The end of the retries is told as coming until it is there, and as past from then on")
  func endOfRetries() {
    let failure = now - 11_160
    let failing = Subscription.fixture(success: failure - 60, failure: failure)
    #expect(failing.reason(at: now.justBefore)[1].contains("at the latest, in 0 s"))
    #expect(failing.reason(at: now)[1].hasPrefix("Retries of what failed at 11:04:00 ended by 14:10:00"))
  }

  @Test("Never ok: the likely causes in their order, signature first")
  func neverOK() {
    #expect(
      Subscription.fixture(failure: moment("2026-11-23T14:09:52Z")).reason() == [
        "No delivery has ever been accepted. Likely, in order: signature not checked as hex HMAC-SHA256 of the raw "
          + "body, receiver not public, TLS fails.",
        "5 attempts over 3 h 06 min: what failed at 14:09:52 is accepted or lost by 17:15:52 at the latest, "
          + "in 3 h 05 min; it may be lost already.",
        "Next: mend the receiver, then fetch what changed since it was created.",
      ])
  }

  @Test("Recovered: accepted again, what failed is still open, and when it began is not claimed")
  func recovered() {
    #expect(
      Subscription.fixture(success: now - 60, failure: moment("2026-11-23T12:10:00Z")).reason() == [
        "Deliveries are accepted again. When the failures began is not known.",
        "5 attempts over 3 h 06 min: what failed at 12:10:00 is accepted or lost by 15:16:00 at the latest, "
          + "in 1 h 06 min; it may be lost already.",
        "Next: after that, fetch what changed up to 12:10:00, to be sure.",
      ])
  }

  @Test(
    "Disabled: since when and why as far as it is told, and that nothing is replayed",
    arguments: [
      (.never, nil, "Deliveries are switched off; no reason given."),
      (.absent, "", "Deliveries are switched off; no reason given."),
      (.never, " \n", "Deliveries are switched off; no reason given."),
      (
        Timestamp(moment("2026-11-12T08:00:00Z")), "Too many failures.",
        "Deliveries are switched off since 12 Nov 08:00:00; the reason given is “Too many failures”."
      ),
      (
        Timestamp(moment("2027-01-01T00:00:00Z")), "moved",
        "Deliveries are switched off, disabledAt says “2027-01-01T00:00:00Z”; the reason given is “moved”."
      ),
      (.unreadable("soon"), nil, "Deliveries are switched off, disabledAt says “soon”; no reason given."),
    ] as [(Timestamp, String?, String)])
  func disabled(_ disabledAt: Timestamp, _ reason: String?, _ sentence: String) {
    #expect(
      Subscription.fixture(isActive: false, disabled: disabledAt, reason: reason).reason()
        == [sentence, "New events are not delivered, and will not be replayed."])
  }

  @Test("New and silent: never tried, and no cause is claimed")
  func untried() {
    #expect(
      Subscription.fixture(created: Timestamp(now - 7_200)).reason() == [
        "Created 2 h ago, never tried.", "No event of its types has happened yet, or none was sent.",
      ])
    #expect(Subscription.fixture(created: Timestamp(now)).reason().first == "Created just now, never tried.")
    #expect(
      Subscription.fixture().reason() == [
        "Active and never tried, created 30 d ago.", "Next: check whether its event types ever happen.",
      ])
    #expect(
      Subscription.fixture(created: .never).reason().first
        == "Active and never tried, created at a time that is not known.")
  }

  @Test("Quiet and ok: the last success, and the last failure if there was one")
  func calm() {
    #expect(
      Subscription.fixture(success: now - 8 * 86_400).reason() == [
        "The last success was 8 d ago, at 15 Nov 14:10:00.",
        "That is normal for rare events, and worth a look for frequent ones.",
      ])
    #expect(
      Subscription.fixture(success: now - 40).reason()
        == ["The last success was 40 s ago, at 14:09:20.", "No failure is recorded."])
    #expect(
      Subscription.fixture(success: now - 40, failure: now - 99_999).reason().last
        == "The last failure was 27 h ago, at 22 Nov 10:23:21; its retries are over.")
  }

  @Test("Odd: the field, its raw text and how the clocks stand")
  func odd() {
    #expect(
      Subscription.fixture(success: moment("2026-11-23T14:16:40Z")).reason(skew: 0) == [
        "lastSuccessAt lies 6 min 40 s in the future: it came as “2026-11-23T14:16:40Z”. "
          + "This machine's clock agrees with the server's."
      ])
    #expect(
      Subscription.fixture(created: .unreadable("23.11.2026")).reason(skew: -90) == [
        "createdAt is no readable time: it came as “23.11.2026”. The server's clock is 1 min 30 s behind this machine's."
      ])
    #expect(
      Subscription.fixture(disabled: .absent, created: .absent).reason(skew: nil) == [
        "disabledAt, createdAt were not in the answer: the state cannot be told. "
          + "The server's clock is not known: its answer had no Date."
      ])
    #expect(
      Subscription.fixture(disabled: .unreadable("x"), created: .unreadable("y")).reason(skew: 4_000) == [
        "disabledAt is no readable time: it came as “x”; also createdAt. "
          + "The server's clock is 1 h 06 min ahead of this machine's."
      ])
    #expect(
      Subscription.fixture(created: .absent).reason().first?.hasPrefix(
        "createdAt was not in the answer: the state cannot be told.") == true)
  }

  @Test("An odd subscription that is active with a disabledAt has its remark too")
  func oddRemark() {
    let odd = Subscription.fixture(disabled: Timestamp(now - 60), created: .absent)
    #expect(odd.reason().last == "It is active, although disabledAt says 14:09:00.")
    #expect(Subscription.fixture(disabled: Timestamp(now + 999)).reason().count == 1)
  }

  @Test("Long texts of the server are cut, so that a sentence stays one")
  func longTexts() {
    let long = String(repeating: "x", count: 100_000)
    let reasons =
      Subscription.fixture(isActive: false, reason: long).reason()
      + Subscription.fixture(created: .unreadable(long)).reason()
    #expect(reasons.allSatisfy { $0.count < 200 })
    #expect(reasons.filter { $0.contains("x…”") }.count == 2)
  }

  @Test("At 78 columns the reason of every state stands in five rows, with times on other days too")
  func rows() {
    let day = 86_400.0
    let subscriptions: [Subscription] = [
      .fixture(success: now - 2 * day, failure: now - 6_000), .fixture(success: now - 60, failure: now - 60),
      .fixture(success: now - 400 * day, failure: now - 390 * day), .fixture(failure: now - 6_000),
      .fixture(failure: now - 9 * day), .fixture(success: now, failure: now - 6_000), .fixture(),
      .fixture(created: Timestamp(now)), .fixture(success: now - 40 * day), .fixture(success: now),
      .fixture(success: now, failure: now - 9 * day), .fixture(success: now + 9_999), .fixture(created: .absent),
      .fixture(isActive: false, disabled: Timestamp(now - 9 * day), reason: String(repeating: "why ", count: 50)),
    ]
    for midnight in [now, moment("2026-11-24T00:30:00Z")] {
      for subscription in subscriptions {
        let rows = subscription.reason(at: midnight, skew: 4_000).reduce(0) { $0 + Self.rows(of: $1, columns: 78) }
        #expect(rows <= 5, "\(subscription.reason(at: midnight))")
      }
    }
  }

  @Test("Times are written in the zone that is asked for")
  func zone() {
    let time = ServerTime(now: now)
    let assessed = AssessedSubscription(.fixture(success: now - 60), at: time)
    let zone = TimeZone(secondsFromGMT: 3_600) ?? .gmt
    #expect(HealthReason(assessed, at: time, in: zone).text.contains("at 15:09:00"))
  }

  @Test("A state that somebody else gave has a reason whatever the times are")
  func mismatch() {
    for state in HealthState.allCases {
      let assessed = AssessedSubscription(.fixture(), health: Health(state: state))
      #expect(!HealthReason(assessed, at: ServerTime(now: now), in: .gmt).text.isEmpty)
    }
  }

  /// Rows that a text takes when words are not cut.
  private static func rows(of text: String, columns: Int) -> Int {
    var rows = 1
    var width = 0
    for word in text.split(separator: " ") {
      let needed = (width > 0 ? 1 : 0) + word.count
      if width + needed > columns {
        rows += 1
        width = word.count
      } else {
        width += needed
      }
    }
    return rows
  }
}
