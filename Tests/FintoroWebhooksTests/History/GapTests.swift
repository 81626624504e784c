import FintoroWebhooks
import Foundation
import Testing

@Suite("Gap")
struct GapTests {
  /// Seen every so many seconds before `now`, by what each answer said.
  private func gaps(
    _ seen: [(ago: Double, Subscription)], deletion: SubscriptionHistory.Deletion? = nil
  ) -> [Gap] {
    SubscriptionHistory(
      id: 801, seen.map { ObservedSubscription(at: now - $0.ago, $0.1) }, deletion: deletion
    ).gaps()
  }

  @Test("It opens with a newer failure, surely from it, possibly from the last success seen before")
  func opens() throws {
    let gap = try #require(
      gaps([
        (20_000, .fixture(success: now - 20_010)),
        (5_000, .fixture(success: now - 20_010, failure: now - 5_003)),
      ]).first)
    #expect(gap.kind == .failures)
    #expect(gap.noticedAt == now - 5_000)
    #expect(gap.surelyFrom == now - 5_003)
    #expect(gap.possiblyFrom == now - 20_010)
    #expect(gap.end == nil)
    #expect(gap.decidedAt == nil)
  }

  @Test("A success shortly before does not move it later than one retry window before the failure")
  func windowBefore() throws {
    let gap = try #require(
      gaps([(600, .fixture(success: now - 610)), (300, .fixture(success: now - 610, failure: now - 305))]).first)
    #expect(gap.possiblyFrom == now - 305 - 11_160)
  }

  @Test("Of all failures between two answers the newest alone is told: it begins early enough for the first of them")
  func hiddenFailure() {
    var watch = GapWatch()
    watch.take(ObservedSubscription(at: now - 600, .fixture(success: now - 605)))
    let seen = Subscription.fixture(success: now - 350, failure: now - 105)
    watch.take(ObservedSubscription(at: now - 100, seen), lastLookedAt: now - 400)
    #expect(watch.gaps.map(\.possiblyFrom) == [now - 400 - 11_160])
    #expect(watch.gaps.map(\.surelyFrom) == [now - 105])
  }

  @Test("It never begins before the creation")
  func creation() throws {
    let created = Timestamp(now - 900)
    let gap = try #require(
      gaps([(800, .fixture(created: created)), (300, .fixture(failure: now - 305, created: created))]).first)
    #expect(gap.possiblyFrom == now - 900)
    #expect(gap.surelyFrom == now - 305)
  }

  @Test(
    "The first observation opens one when it is failing, never ok or recovered",
    arguments: [
      (Subscription.fixture(success: now - 20_000, failure: now - 60), now - 20_000),
      (.fixture(failure: now - 60, created: Timestamp(now - 40_000)), now - 40_000),
      (.fixture(success: now - 30, failure: now - 60), now - 60 - 11_160),
    ])
  func firstObservation(subscription: Subscription, possiblyFrom: Date) throws {
    let gap = try #require(gaps([(0, subscription)]).first)
    #expect(gap.surelyFrom == now - 60)
    #expect(gap.possiblyFrom == possiblyFrom)
  }

  @Test("The first observation opens none for a failure whose retries are over and that was followed by a success")
  func oldFailure() {
    #expect(gaps([(0, .fixture(success: now - 60, failure: now - 20_000))]).isEmpty)
  }

  @Test("It ends with the first answer in which the success is newer, and is decided when the retries are over")
  func ends() throws {
    let gap = try #require(
      gaps([
        (900, .fixture(success: now - 901)),
        (600, .fixture(success: now - 901, failure: now - 603)),
        (300, .fixture(success: now - 306, failure: now - 603)),
      ]).first)
    #expect(gap.end == .accepted)
    #expect(gap.endedAt == now - 300)
    #expect(gap.decidedAt == now - 603 + 11_160)
  }

  @Test("A success in the same second as the failure ends nothing")
  func tie() throws {
    let gap = try #require(
      gaps([(900, .fixture(success: now - 901)), (600, .fixture(success: now - 603, failure: now - 603))]).first)
    #expect(gap.end == nil)
  }

  @Test(
    "A further failure within the retry clock after its end belongs to it; a later one is a gap of its own",
    arguments: [(11_160.0, 1), (11_161.0, 2)])
  func furtherFailure(after: Double, count: Int) throws {
    let end = now - 40_000
    let again = end + after
    let found = SubscriptionHistory(
      id: 801,
      [
        ObservedSubscription(at: end - 600, .fixture(success: end - 610)),
        ObservedSubscription(at: end - 300, .fixture(success: end - 610, failure: end - 310)),
        ObservedSubscription(at: end, .fixture(success: end - 10, failure: end - 310)),
        ObservedSubscription(at: again + 5, .fixture(success: end - 10, failure: again)),
      ]
    ).gaps()
    #expect(found.count == count)
    #expect(found.last?.end == nil)
    #expect(found.last?.lastFailureAt == again)
    // Two gaps never have a moment in common.
    if count == 2 { #expect(found[1].possiblyFrom >= found[0].endedAt ?? .distantFuture) }
  }

  @Test("Disabled is a gap of its own kind, from disabledAt to the first answer in which it is enabled")
  func disabled() throws {
    let gap = try #require(
      gaps([
        (900, .fixture(success: now - 901)),
        (600, .fixture(isActive: false, success: now - 901, disabled: Timestamp(now - 620))),
        (300, .fixture(success: now - 901)),
      ]).first)
    #expect(gap.kind == .disabled)
    #expect(gap.surelyFrom == now - 620)
    #expect(gap.possiblyFrom == now - 620)
    #expect(gap.end == .enabled)
    #expect(gap.endedAt == now - 300)
    #expect(gap.decidedAt == now - 300)
  }

  @Test("Without a disabledAt, or with one of an earlier disable, it is possible from the last answer before")
  func disabledWithoutTime() throws {
    for disabled in [Timestamp.never, .absent, Timestamp(now - 90_000)] {
      let gap = try #require(
        gaps([(900, .fixture(success: now - 901)), (600, .fixture(isActive: false, disabled: disabled))]).first)
      #expect(gap.possiblyFrom == now - 900)
      #expect(gap.surelyFrom == now - 600)
    }
  }

  @Test("A deleted subscription's gaps end when it was last seen")
  func deletion() throws {
    let found = gaps(
      [(900, .fixture(success: now - 901)), (600, .fixture(success: now - 901, failure: now - 603))],
      deletion: .init(lastSeenAt: now - 120, noticedAt: now - 60))
    let gap = try #require(found.first)
    #expect(gap.end == .deleted)
    #expect(gap.endedAt == now - 120)
  }

  @Test("A changed URL ends nothing, and is remembered")
  func changedURL() throws {
    let gap = try #require(
      gaps([
        (900, .fixture(success: now - 901)),
        (600, .fixture(success: now - 901, failure: now - 603)),
        (300, .fixture(url: "https://new.acme.sk/hooks", success: now - 901, failure: now - 603)),
      ]).first)
    #expect(gap.isURLChanged)
    #expect(gap.end == nil)
  }

  @Test("A failure in the future is not believed")
  func future() {
    #expect(gaps([(900, .fixture(success: now - 901)), (600, .fixture(success: now - 901, failure: now))]).isEmpty)
  }
}
