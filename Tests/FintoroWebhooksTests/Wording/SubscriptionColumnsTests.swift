import FintoroWebhooks
import Foundation
import Testing

@Suite("Columns of subscriptions")
struct SubscriptionColumnsTests {
  private let relative = SubscriptionColumn.TimeStyle.relative(now: now, .gmt)

  @Test("Every column is found under its own id, and stands once")
  func ids() {
    #expect(SubscriptionColumns.all.map(\.id) == SubscriptionColumn.ID.allCases)
    for id in SubscriptionColumn.ID.allCases { #expect(SubscriptionColumns.column(id).id == id) }
  }

  @Test("The titles are those of the board, numbers and times stand to the right")
  func titles() {
    #expect(
      SubscriptionColumns.all.map(\.title) == [
        "ID", "STATE", "NAME", "LAST SUCCESS", "LAST FAILURE", "GIVES UP", "EVENTS", "URL",
      ])
    #expect(SubscriptionColumns.all.allSatisfy { $0.shortTitle.count <= $0.title.count })
    let right = SubscriptionColumns.all.filter { $0.alignment == .right }.map(\.id)
    #expect(right == [.id, .lastSuccess, .lastFailure, .events])
  }

  @Test("A row says id, state, name, both times, by when retries end, the number of event types and the URL")
  func row() {
    let assessed = Subscription.fixture(
      events: EventCatalogue.types + [EventType("zebras.born")], success: now - 7_430, failure: now - 258
    ).assessed()
    let cells = SubscriptionColumns.all.map { $0.text(assessed, relative) }
    #expect(
      cells == [
        "801", "failing", "ERP sync", "2 h ago", "4 min ago", "17:11 in 3 h", "54", "https://erp.acme.sk/hooks",
      ])
  }

  @Test("The end of retries is a dash where nothing is open, a time by the clock, and passed when it is over")
  func givesUp() {
    let column = SubscriptionColumns.column(.givesUp)
    let failing = Subscription.fixture(success: now - 7_430, failure: now - 258).assessed()
    #expect(column.text(failing, .clock(now: now, .gmt)) == TimeText.clock(now + (11_160 - 258), at: now, in: .gmt))
    #expect(column.text(Subscription.fixture(success: now - 60).assessed(), relative) == "—")
    #expect(
      column.text(Subscription.fixture(success: now - 20_000, failure: now - 11_161).assessed(), relative)
        == "passed 14:09")
    #expect(
      column.text(Subscription.fixture(success: now - 200_000, failure: now - 90_000).assessed(), relative)
        == "passed 22 Nov")
  }

  @Test("What never happened is a dash, what cannot be judged is a word; exact times show how it came")
  func notTimes() {
    let exact = SubscriptionColumn.TimeStyle.exact(.gmt)
    for style in [relative, .clock(now: now, .gmt), exact] {
      #expect(style.text(.never) == "—")
      #expect(style.text(.absent) == "missing")
      #expect(style.text(.unreadable("23.11.2026")) == (style == exact ? "23.11.2026" : "unreadable"))
    }
    #expect(exact.text(.unreadable("")) == "“”")
  }

  @Test("A time is written as an age, as a clock or exactly")
  func times() {
    let timestamp = Timestamp(iso8601: "2026-11-22T15:05:42+01:00")
    #expect(relative.text(timestamp) == "24 h ago")
    #expect(SubscriptionColumn.TimeStyle.clock(now: now, .gmt).text(timestamp) == "22 Nov 14:05:42")
    #expect(SubscriptionColumn.TimeStyle.exact(.gmt).text(timestamp) == "2026-11-22 14:05:42 +00:00")
  }

  @Test("A time further in the future than clocks differ is called ahead")
  func future() {
    let near = Timestamp(now + 300)
    let far = Timestamp(now + 301)
    #expect(relative.text(near) == "now")
    #expect(relative.text(far) == "ahead")
    #expect(SubscriptionColumn.TimeStyle.clock(now: now, .gmt).text(near) == "14:15:00")
    #expect(SubscriptionColumn.TimeStyle.clock(now: now, .gmt).text(far) == "ahead")
  }
}
