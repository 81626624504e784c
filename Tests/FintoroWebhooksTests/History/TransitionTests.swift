import FintoroWebhooks
import Foundation
import Testing

@Suite("Transitions of a subscription")
struct TransitionTests {
  private func history(
    _ seen: [(ago: Double, Subscription)], deletion: SubscriptionHistory.Deletion? = nil
  ) -> SubscriptionHistory {
    SubscriptionHistory(id: 801, seen.map { ObservedSubscription(at: now - $0.ago, $0.1) }, deletion: deletion)
  }

  @Test("The first observation is the first transition, and observations without another state are none")
  func first() {
    let seen = history([(900, .fixture(success: now - 901)), (600, .fixture(success: now - 610))])
    let transitions = seen.transitions(until: now)
    #expect(transitions.map(\.to) == [.ok])
    #expect(transitions.map(\.from) == [nil])
    #expect(transitions.map(\.at) == [now - 900])
  }

  @Test("An observation with another state is one, with its reason")
  func observed() {
    let seen = history([
      (900, .fixture(success: now - 901)), (600, .fixture(success: now - 901, failure: now - 603)),
    ])
    let last = seen.transitions(until: now).last
    #expect(last?.from == .ok)
    #expect(last?.to == .failing)
    #expect(last?.isByTime == false)
    #expect(last?.reason(in: .gmt).hasPrefix("Failing. Last success 13:54:59.") == true)
  }

  @Test("Time alone changes states, too: recovered becomes ok when the retries are over")
  func byTime() {
    let seen = history([(20_000, .fixture(success: now - 20_001, failure: now - 20_100))])
    let transitions = seen.transitions(until: now)
    #expect(transitions.map(\.to) == [.recovered, .ok])
    #expect(transitions.last?.at == now - 20_100 + 11_160)
    #expect(transitions.last?.isByTime == true)
  }

  @Test("Nothing happens after the end that is asked for, or after a deletion")
  func end() {
    let seen = history([(20_000, .fixture(success: now - 20_001, failure: now - 20_100))])
    #expect(seen.transitions(until: now - 15_000).map(\.to) == [.recovered])
    let deleted = history(
      [(20_000, .fixture(success: now - 20_001, failure: now - 20_100))],
      deletion: .init(lastSeenAt: now - 19_000, noticedAt: now - 18_990))
    #expect(deleted.transitions(until: now).map(\.to) == [.recovered])
    #expect(deleted.stateSpans(until: now).last?.to == now - 19_000)
  }

  @Test("A clock that was set back makes no span of negative length")
  func clockSetBack() {
    let seen = history([
      (600, .fixture(success: now - 601)), (900, .fixture(success: now - 601, failure: now - 590)),
      (800, .fixture(success: now - 580, failure: now - 590)),
    ])
    #expect(seen.stateSpans(until: now - 700).allSatisfy { $0.from <= $0.to })
    #expect(WatchedSpan(from: now, to: now - 10).to == now)
    var span = WatchedSpan(from: now, to: now + 10)
    let isExtended = span.extend(to: now - 5, pause: 60)
    #expect(!isExtended)
    #expect(span == WatchedSpan(from: now, to: now + 10))
  }

  @Test("An answer belongs to a watched span up to the pause after it")
  func pause() {
    var span = WatchedSpan(from: now, to: now)
    let (isSoon, isLate) = (span.extend(to: now + 60, pause: 60), span.extend(to: now + 121, pause: 60))
    #expect(isSoon && !isLate)
    #expect(span.to == now + 60)
  }

  @Test("Watched spans of several hooktops that touch are one")
  func merged() {
    let spans = [
      WatchedSpan(from: now, to: now + 10), WatchedSpan(from: now - 20, to: now - 10),
      WatchedSpan(from: now - 10, to: now - 5), WatchedSpan(from: now + 2, to: now + 3),
    ]
    #expect(
      WatchedSpan.merged(spans) == [WatchedSpan(from: now - 20, to: now - 5), WatchedSpan(from: now, to: now + 10)])
    #expect(WatchedSpan.merged([]) == [])
  }
}
