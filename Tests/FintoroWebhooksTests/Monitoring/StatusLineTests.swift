import FintoroWebhooks
import Foundation
import Testing

@Suite("All subscriptions in one line")
struct StatusLineTests {
  static func line(_ subscriptions: [Subscription], unreadable: Int = 0) -> StatusLine {
    let time = ServerTime(now: CheckReportTests.now)
    return StatusLine(
      subscriptions.map { AssessedSubscription($0, at: time) }, unreadable: unreadable, at: time.now, in: .gmt)
  }

  @Test("Trouble is counted by its symbols, with the time of the next possible loss")
  func trouble() {
    let recovered = CheckReportTests.subscription(803, "DWH", success: 60, failure: 600)
    let line = Self.line([CheckReportTests.failing, CheckReportTests.ok, recovered])
    #expect(line.short == "✖1 ◐1 09:04")
    #expect(line.long == "1 failing, 1 recovered of 3 subscriptions; losses possible from 09:04")
  }

  @Test("Once losses are possible, the end of the retries is the time; after it there is none")
  func later() {
    let late = CheckReportTests.subscription(801, "ERP", success: 20_000, failure: 60)
    #expect(Self.line([late]).short == "✖1 11:05")
    #expect(Self.line([late]).long == "1 failing of 1 subscription; gives up 11:05")
    #expect(Self.line([CheckReportTests.subscription(801, "ERP", success: 40_000, failure: 20_000)]).short == "✖1")
  }

  @Test("Where all is well it says how many there are; what cannot be read is told")
  func well() {
    #expect(Self.line([CheckReportTests.ok, CheckReportTests.quiet]).short == "✔2")
    #expect(Self.line([CheckReportTests.ok]).long == "No trouble in 1 subscription")
    #expect(Self.line([CheckReportTests.ok], unreadable: 2).short == "?2")
    #expect(Self.line([CheckReportTests.ok], unreadable: 2).long == "2 unreadable of 3 subscriptions")
    var unjudged = CheckReportTests.ok
    unjudged.lastSuccessAt = .unreadable("soon")
    #expect(Self.line([CheckReportTests.ok, unjudged]).short == "!1")
    #expect(Self.line([unjudged]).long == "1 with times that cannot be read of 1 subscription")
  }
}

@Suite("The reason as one word for programs")
struct ReasonCodeTests {
  private func code(_ subscription: Subscription) -> String {
    let now = CheckReportTests.now
    return AssessedSubscription(subscription, at: ServerTime(now: now)).reasonCode(at: now)
  }

  @Test("Each state has its word, and says where it is worse than that")
  func codes() {
    #expect(code(CheckReportTests.failing) == "failing")
    #expect(code(CheckReportTests.subscription(1, "A", success: 40_000, failure: 20_000)) == "failing-gave-up")
    #expect(code(CheckReportTests.subscription(1, "A", failure: 20_000)) == "never-ok-gave-up")
    #expect(code(CheckReportTests.subscription(1, "A", success: -4_000)) == "odd-future-time")
    #expect(code(CheckReportTests.subscription(1, "A", isActive: false)) == "disabled")
    #expect(code(CheckReportTests.quiet) == "quiet")
    #expect(code(CheckReportTests.ok) == "ok")
  }
}
