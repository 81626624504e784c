import FintoroWebhooks
import Foundation
import Testing

@Suite("Reasons")
struct HealthReasonTests {
  @Test("Failing: the last success, both bounds, what that means for the last failure, and what to do")
  func failing() {
    #expect(
      Subscription.fixture(success: moment("2026-11-23T12:06:10Z"), failure: moment("2026-11-23T14:05:42Z")).reason()
        == [
          "Failing. Last success 12:06:10.", "Losses are possible from 15:11 on.",
          "What failed at 14:05 is retried until 17:11 at most (3 h 01 min left); earlier failures end sooner.",
          "If 14:05 was its fifth try, it is already lost.",
          "Do: fix your endpoint, then fetch what changed since 12:06.",
        ])
  }

  @Test("Where a gap is known that nobody has fetched, what is to be fetched begins with it")
  func gap() {
    func advice(_ subscription: Subscription, _ gapFrom: Date) -> String? {
      let time = ServerTime(now: now)
      return HealthReason(AssessedSubscription(subscription, at: time), at: time, in: .gmt, gapFrom: gapFrom).advice?
        .text
    }
    let failing = Subscription.fixture(success: now - 7_200, failure: now - 60)
    let recovered = Subscription.fixture(success: now - 60, failure: now - 7_200)
    #expect(advice(failing, now - 14_400)?.hasSuffix("then fetch what changed since 10:10.") == true)
    #expect(advice(failing, now - 3_600)?.hasSuffix("then fetch what changed since 12:10.") == true)
    #expect(advice(recovered, now - 14_400)?.hasSuffix("then fetch what changed since 10:10.") == true)
  }

  @Test("Once losses have been possible, since when is said")
  func losses() {
    let failing = Subscription.fixture(success: now - 12_000, failure: now - 60)
    #expect(failing.reason()[1] == "Losses have been possible since 13:55.")
  }

  @Test("Failing in a tie: nothing is said to have come after the success")
  func tie() {
    let second = moment("2026-11-23T14:05:42Z")
    #expect(
      Subscription.fixture(success: second, failure: second).reason().first
        == "A delivery failed in the same second as the last success, 14:05:42.")
  }

  @Test("Failing for longer than the retries: the end is told as past, and still only as a bound")
  func failingLongAgo() {
    #expect(
      Subscription.fixture(success: moment("2026-11-14T14:10:00Z"), failure: moment("2026-11-21T14:10:00Z")).reason()
        == [
          "Failing. Last success 14 Nov 14:10:00.",
          "What failed at 21 Nov 14:10 was retried until 21 Nov 17:16 at most; it may be lost.",
          "Do: fix your endpoint, then fetch what changed since 14 Nov 14:10.",
        ])
  }

  @Test("The end of the retries is told as coming until it is there, and as past from then on")
  func endOfRetries() {
    let failure = now - 11_160
    let failing = Subscription.fixture(success: failure - 60, failure: failure)
    #expect(failing.reason(at: now.justBefore)[2].contains("at most (0 s left)"))
    #expect(failing.reason(at: now)[1] == "What failed at 11:04 was retried until 14:10 at most; it may be lost.")
  }

  @Test("Never ok: the likely causes in their order, signature first")
  func neverOK() {
    #expect(
      Subscription.fixture(failure: moment("2026-11-23T14:09:52Z"), created: Timestamp(moment("2026-11-23T14:00:00Z")))
        .reason() == [
          "No delivery has ever been accepted. "
            + "Check first the signature (hex HMAC-SHA256 of the raw body), then a public address, then TLS.",
          "Losses are possible from 17:05 on.",
          "What failed at 14:09 is retried until 17:15 at most (3 h 05 min left); earlier failures end sooner.",
          "If 14:09 was its fifth try, it is already lost.",
          "Do: fix your endpoint, then fetch what changed since it was created.",
        ])
  }

  @Test("Recovered: accepted again, what failed is still open, and when it began is not claimed")
  func recovered() {
    #expect(
      Subscription.fixture(success: now - 60, failure: moment("2026-11-23T12:10:00Z")).reason() == [
        "Working again. Some deliveries may still be missing.",
        "What failed at 12:10 is retried until 15:16 at most (1 h 06 min left); earlier failures end sooner.",
        "If 12:10 was its fifth try, it is already lost.",
        "Do: wait until 15:16, then fetch what changed before 12:10.",
      ])
  }

  @Test(
    "Disabled: since when and why as far as it is told, that its events are lost, and what to do",
    arguments: [
      (.never, nil, "Disabled; no reason given."), (.absent, "", "Disabled; no reason given."),
      (.never, " \n", "Disabled; no reason given."),
      (
        Timestamp(moment("2026-11-12T08:00:00Z")), "Too many failures.",
        "Disabled since 12 Nov 08:00:00; the reason given is “Too many failures”."
      ),
      (
        Timestamp(moment("2027-01-01T00:00:00Z")), "moved",
        "Disabled, disabledAt says “2027-01-01T00:00:00Z”; the reason given is “moved”."
      ),
      (.unreadable("soon"), nil, "Disabled, disabledAt says “soon”; no reason given."),
    ] as [(Timestamp, String?, String)])
  func disabled(_ disabledAt: Timestamp, _ reason: String?, _ sentence: String) {
    #expect(
      Subscription.fixture(isActive: false, disabled: disabledAt, reason: reason).reason() == [
        sentence, "Events that happen while it is disabled are lost for good.",
        "Do: enable it once your endpoint is ready, then fetch what changed meanwhile.",
      ])
  }

  @Test("New and silent: never tried, and no cause is claimed")
  func untried() {
    #expect(
      Subscription.fixture(created: Timestamp(now - 7_200)).reason()
        == ["Created 2 h ago. No delivery yet; less than a day old."])
    #expect(Subscription.fixture(created: Timestamp(now)).reason().first?.hasPrefix("Created just now.") == true)
    #expect(
      Subscription.fixture().reason()
        == ["Created 30 d ago, no delivery yet.", "Do: check whether its events happen at all."])
    #expect(Subscription.fixture(created: .never).reason().first == "No delivery yet; its age is not known.")
  }

  @Test("Quiet and ok: the last success, and the last failure if there was one")
  func calm() {
    #expect(
      Subscription.fixture(success: now - 8 * 86_400).reason() == [
        "Last success 8 d ago (15 Nov 14:10:00). That is normal for rare events.",
        "Do: check whether its events have happened since.",
      ])
    #expect(Subscription.fixture(success: now - 40).reason() == ["Last success 40 s ago (14:09:20). No failures."])
    #expect(
      Subscription.fixture(success: now - 40, failure: now - 99_999).reason()
        == ["Last success 40 s ago (14:09:20). Last failure 27 h ago (22 Nov 10:23:21); its retries are over."])
  }

  @Test("Odd: the field, its raw text, how the clocks stand and what to do")
  func odd() {
    let advice = "Do: look at it in Fintoro; hooktop cannot judge this time."
    #expect(
      Subscription.fixture(success: moment("2026-11-23T14:16:40Z")).reason(skew: 0) == [
        "lastSuccessAt is 6 min 40 s ahead of the server's clock: “2026-11-23T14:16:40Z”.",
        "This machine's clock agrees with the server's.", advice,
      ])
    #expect(
      Subscription.fixture(created: .unreadable("23.11.2026")).reason(skew: -90) == [
        "createdAt cannot be read as a time: “23.11.2026”.", "The server's clock is 1 min 30 s behind this machine's.",
        advice,
      ])
    #expect(
      Subscription.fixture(disabled: .absent, created: .absent).reason(skew: nil) == [
        "disabledAt, createdAt were not in the answer, so its state is not known.",
        "The server's clock is not known: its answer had no Date.", advice,
      ])
    #expect(
      Subscription.fixture(disabled: .unreadable("x"), created: .unreadable("y")).reason(skew: 4_000) == [
        "disabledAt cannot be read as a time: “x”; also createdAt.",
        "The server's clock is 1 h 06 min ahead of this machine's.", advice,
      ])
    #expect(
      Subscription.fixture(created: .absent).reason().first
        == "createdAt was not in the answer, so its state is not known.")
  }

  @Test("An odd subscription that is active with a disabledAt has its remark too")
  func oddRemark() {
    let odd = Subscription.fixture(disabled: Timestamp(now - 60), created: .absent)
    #expect(odd.reason().last == "It is active, although disabledAt says 14:09:00.")
    #expect(Subscription.fixture(disabled: Timestamp(now + 999)).reason().count == 3)
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

  @Test("At 78 columns the reason of every state stands in seven rows, with times on other days too")
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
        #expect(rows <= 7, "\(subscription.reason(at: midnight))")
      }
    }
  }

  @Test("Times are written in the zone that is asked for")
  func zone() {
    let time = ServerTime(now: now)
    let assessed = AssessedSubscription(.fixture(success: now - 60), at: time)
    let zone = LocalZone(secondsFromGMT: 3_600)
    #expect(HealthReason(assessed, at: time, in: zone).text.contains("(15:09:00)"))
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
