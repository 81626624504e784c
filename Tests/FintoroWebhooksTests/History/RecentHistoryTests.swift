import FintoroWebhooks
import Foundation
import Testing

@Suite("The last hours")
struct RecentHistoryTests {
  private func text(_ recent: RecentHistory, _ subscription: Subscription = .fixture(), cells: Int = 12) -> String {
    recent.strip(of: subscription, cells: cells, endingAt: now).text
  }

  @Test("Nothing was watched at first, and each answer adds to the last cell")
  func first() {
    var recent = RecentHistory()
    #expect(text(recent) == "············")
    recent.watch(at: now - 30, pause: 90)
    recent.note(801, .failing, at: now - 30)
    #expect(text(recent) == "···········█")
    #expect(text(recent, .fixture(id: 802)) == "············")
  }

  @Test("States follow each other, and a pause in watching shows")
  func pause() {
    var recent = RecentHistory()
    for ago in stride(from: 7_200.0, through: 0, by: -30) where !(2_700..<4_500).contains(ago) {
      recent.watch(at: now - ago, pause: 90)
      recent.note(801, ago > 5_000 ? .ok : .recovered, at: now - ago)
    }
    #expect(text(recent) == "···▁▁▁▄·▄▄▄▄")
  }

  @Test("The past of an earlier run comes before what this one saw, and takes nothing of it")
  func past() {
    var recent = RecentHistory()
    recent.watch(at: now, pause: 90)
    recent.note(801, .ok, at: now)
    let earlier = SubscriptionHistory(
      id: 801,
      [
        ObservedSubscription(at: now - 20_000, .fixture(success: now - 20_100)),
        ObservedSubscription(at: now - 5_400, .fixture(success: now - 20_100, failure: now - 5_402)),
      ])
    let span = WatchedSpan(from: now - 20_000, to: now - 1_800)
    recent.addPast(RecentHistory([earlier], watched: [span], until: now) { _ in HealthLimits() })
    #expect(text(recent) == "▁▁▁▁▁█████·▁")
  }

  @Test("A subscription that was deleted and came back has nothing in between")
  func deleted() {
    var recent = RecentHistory()
    for ago in stride(from: 10_000.0, through: 0, by: -30) { recent.watch(at: now - ago, pause: 90) }
    recent.note(801, .ok, at: now - 10_000)
    recent.note(801, nil, at: now - 6_000)
    recent.note(801, .ok, at: now - 2_000)
    #expect(text(recent) == "▁▁▁▁▁▁····▁▁" || text(recent) == "·▁▁▁▁▁····▁▁" || text(recent).hasSuffix("▁···▁▁▁"))
  }

  @Test("However long it runs, it keeps what strips show")
  func bounded() {
    var recent = RecentHistory()
    for hour in 0..<200 {
      let date = now - Double(200 - hour) * 3_600
      recent.watch(at: date, pause: 4_000)
      recent.note(801, hour.isMultiple(of: 2) ? .ok : .failing, at: date)
    }
    var same = RecentHistory()
    for hour in 190..<200 {
      let date = now - Double(200 - hour) * 3_600
      same.watch(at: date, pause: 4_000)
      same.note(801, hour.isMultiple(of: 2) ? .ok : .failing, at: date)
    }
    #expect(text(recent) == text(same))
  }

  @Test("The demo's past ends in the states of now")
  func madeUp() {
    let subscriptions: [Subscription] = [
      .fixture(success: now - 7_430, failure: now - 258), .fixture(id: 802, success: now - 60, failure: now - 7_200),
      .fixture(id: 803, success: now - 60), .fixture(id: 804, isActive: false),
      .fixture(id: 805, created: Timestamp(now - 3_600)),
    ]
    let past = MadeUpPast(of: subscriptions, at: now).recent(at: now)
    let strips = subscriptions.map { text(past, $0) }
    #expect(strips == ["▁▁▁█████████", "▁███▄▄▄▄▄▄▄▄", "▁▁▁▁▁▁▁▁▁▁▁▁", "‖‖‖‖‖‖‖‖‖‖‖‖", "       ▂▂▂▂▂"])
  }

  @Test("What is made up contradicts no field of now", arguments: 800..<830)
  func agrees(id: Int) {
    let day = 86_400.0
    let times: [(success: Date?, failure: Date?, disabled: Date?)] = [
      (now - 60, nil, nil), (now - 60, now - 41 * day, nil), (now - 60, now - 9 * day, nil),
      (now - 60, now - 7_200, nil),
      (now - 7_200, now - 300, nil), (now - 12 * day, nil, nil), (now - 16 * day, now - 17.01 * day, nil),
      (now - 3 * day, now - 9 * day, now - 2 * day),
    ]
    for (success, failure, disabled) in times {
      var subscription = Subscription.fixture(
        id: id, isActive: disabled == nil, success: success, failure: failure, created: Timestamp(now - 100 * day))
      subscription.updatedAt = Timestamp(now - day)
      if let disabled { subscription.disabledAt = Timestamp(disabled) }
      for observation in MadeUpPast(of: [subscription], at: now).histories[0].observations {
        let then = observation.subscription
        #expect((then.lastFailureAt.date ?? .distantPast) <= (failure ?? .distantPast))
        #expect((then.lastSuccessAt.date ?? .distantPast) <= (success ?? .distantPast))
        #expect(then.updatedAt.date == now - day || observation.at < now - day)
      }
      // What it was before the last moment led to what it is.
      let before = MadeUpPast(of: [subscription], at: now).histories[0].observations.dropLast().last?.subscription
      #expect((before?.state() == .failing) == (subscription.state() == .failing))
      let days = MadeUpPast(of: [subscription], at: now).recent(.days30, at: now)
      let strip = days.strip(of: subscription, over: .days30, cells: 30, endingAt: now).text
      if failure == nil { #expect(!strip.contains("█")) }
    }
  }
}
