import FintoroWebhooks
import Foundation
import Testing

@Suite("Columns of subscriptions")
struct SubscriptionColumnsTests {
  private let relative = SubscriptionColumn.TimeStyle.relative(now: now)

  @Test("Every column is found under its own id, and stands once")
  func ids() {
    #expect(SubscriptionColumns.all.map(\.id) == SubscriptionColumn.ID.allCases)
    for id in SubscriptionColumn.ID.allCases { #expect(SubscriptionColumns.column(id).id == id) }
  }

  @Test("The titles are those of the board, numbers and times stand to the right")
  func titles() {
    #expect(
      SubscriptionColumns.all.map(\.title) == [
        "ID", "STATE", "NAME", "LAST SUCCESS", "LAST FAILURE", "RETRIES LEFT", "EVENTS", "URL",
      ])
    #expect(SubscriptionColumns.all.allSatisfy { $0.shortTitle.count <= $0.title.count })
    let right = SubscriptionColumns.all.filter { $0.alignment == .right }.map(\.id)
    #expect(right == [.id, .lastSuccess, .lastFailure, .retries, .events])
  }

  @Test("A row says id, state, name, both times, how long retries can go on, the number of event types and the URL")
  func row() {
    let assessed = Subscription.fixture(
      events: EventCatalogue.types + [EventType("zebras.born")], success: now - 7_430, failure: now - 258
    ).assessed()
    let cells = SubscriptionColumns.all.map { $0.text(assessed, relative) }
    #expect(
      cells == [
        "801", "failing", "ERP sync", "2 h ago", "4 min ago", "3 h 01 min", "54", "https://erp.acme.sk/hooks",
      ])
  }

  @Test("The retry clock is a dash where nothing is open, an end in the exact styles, and over when it is over")
  func retries() {
    let column = SubscriptionColumns.column(.retries)
    let failing = Subscription.fixture(success: now - 7_430, failure: now - 258).assessed()
    #expect(column.text(failing, .clock(now: now, .gmt)) == TimeText.clock(now + (11_160 - 258), at: now, in: .gmt))
    #expect(column.text(Subscription.fixture(success: now - 60).assessed(), relative) == "—")
    #expect(
      column.text(Subscription.fixture(success: now - 20_000, failure: now - 11_161).assessed(), relative) == "over")
  }

  @Test("What never happened is a dash, what cannot be read stands as it came, in every style")
  func notTimes() {
    for style in [relative, .clock(now: now, .gmt), .exact(.gmt)] {
      #expect(style.text(.never) == "—")
      #expect(style.text(.absent) == "not told")
      #expect(style.text(.unreadable("23.11.2026")) == "23.11.2026")
      #expect(style.text(.unreadable("")) == "“”")
    }
  }

  @Test("A time is written as an age, as a clock or exactly")
  func times() {
    let timestamp = Timestamp(iso8601: "2026-11-22T15:05:42+01:00")
    #expect(relative.text(timestamp) == "24 h ago")
    #expect(SubscriptionColumn.TimeStyle.clock(now: now, .gmt).text(timestamp) == "22 Nov 14:05:42")
    #expect(SubscriptionColumn.TimeStyle.exact(.gmt).text(timestamp) == "2026-11-22 14:05:42 +00:00")
  }

  @Test("A time further in the future than clocks differ is shown as it came")
  func future() {
    let near = Timestamp(now + 300)
    let far = Timestamp(now + 301)
    #expect(relative.text(near) == "now")
    #expect(relative.text(far) == far.raw)
    #expect(SubscriptionColumn.TimeStyle.clock(now: now, .gmt).text(near) == "14:15:00")
    #expect(SubscriptionColumn.TimeStyle.clock(now: now, .gmt).text(far) == far.raw)
  }
}
