import FintoroWebhooks
import Foundation
import Testing

@Suite("Metrics as Prometheus reads them")
struct MetricsTextTests {
  static let now = CheckReportTests.now

  static func company(_ subscriptions: [Subscription], id: Int? = 15, gaps: Int? = nil, limit: Int? = nil)
    -> CompanyMetrics
  {
    let time = ServerTime(now: now)
    return CompanyMetrics(
      companyID: id, subscriptions.map { AssessedSubscription($0, at: time) }, lastGoodAnswerAt: now,
      rateLimitRemaining: limit, openGaps: gaps)
  }

  @Test("Every series of one failing subscription, by its name")
  func whole() {
    let text = MetricsText.text([Self.company([CheckReportTests.failing], gaps: 1, limit: 117)])
    let samples = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
    let id = #"company="15",id="801""#
    #expect(
      samples.filter { !$0.hasPrefix("hooktop_subscription_state") } == [
        "hooktop_subscription_info{\(id),name=\"ERP\",host=\"acme.sk\"} 1", "hooktop_subscription_active{\(id)} 1",
        "hooktop_subscription_last_success_timestamp_seconds{\(id)} 1799992770",
        "hooktop_subscription_last_failure_timestamp_seconds{\(id)} 1799999940",
        "hooktop_subscription_gives_up_timestamp_seconds{\(id)} 1800011100",
        "hooktop_last_good_answer_timestamp_seconds{company=\"15\"} 1800000000",
        "hooktop_rate_limit_remaining{company=\"15\"} 117", "hooktop_gaps_open{company=\"15\"} 1",
      ])
    let states = samples.filter { $0.hasPrefix("hooktop_subscription_state") }
    #expect(states.count == HealthState.allCases.count)
    #expect(states.filter { $0.hasSuffix(" 1") } == ["hooktop_subscription_state{\(id),state=\"failing\"} 1"])
    #expect(states.contains("hooktop_subscription_state{\(id),state=\"never_ok\"} 0"))
  }

  @Test("What is not known has no series, and never 0")
  func unknown() {
    let untried = CheckReportTests.subscription(809, "New")
    let text = MetricsText.text([Self.company([untried])])
    for name in ["last_success", "last_failure", "gives_up", "rate_limit", "gaps_open"] {
      #expect(!text.contains(name))
    }
    let empty = MetricsText.text([Self.company([], id: nil)])
    #expect(empty.split(separator: "\n").last == "hooktop_last_good_answer_timestamp_seconds{company=\"\"} 1800000000")
  }

  @Test("A path, a query and a character that could end a label never get out")
  func hostile() {
    var hostile = CheckReportTests.failing
    hostile.name = "a\"} 1\nhooktop_gaps_open 9\\\u{1B}[31m"
    hostile.url = "https://erp.acme.sk/secret/path?token=abc"
    let text = MetricsText.text([Self.company([hostile])])
    #expect(!text.contains("secret") && !text.contains("abc") && !text.contains("\u{1B}"))
    let info = text.split(separator: "\n").first { $0.hasPrefix("hooktop_subscription_info") }
    #expect(
      info?.hasSuffix("name=\"a\\\"} 1\u{FFFD}hooktop_gaps_open 9\\\\\u{FFFD}[31m\",host=\"erp.acme.sk\"} 1") == true)
  }

  @Test("OpenMetrics ends with its mark, the classic format has none", arguments: MetricsText.Format.allCases)
  func formats(_ format: MetricsText.Format) {
    let text = MetricsText.text([Self.company([CheckReportTests.failing])], as: format)
    #expect(text.hasSuffix("# EOF\n") == (format == .openMetrics))
    #expect(text.hasSuffix("\n"))
  }

  @Test("Two profiles of one company make each series once, by the newer answer")
  func twice() {
    var (older, newer) = (Self.company([CheckReportTests.ok], limit: 1), Self.company([CheckReportTests.ok], limit: 2))
    (older.lastGoodAnswerAt, newer.lastGoodAnswerAt) = (Self.now, Self.now.addingTimeInterval(1))
    for both in [[older, newer], [newer, older]] {
      let text = MetricsText.text(both)
      #expect(text.contains("hooktop_rate_limit_remaining{company=\"15\"} 2"))
      #expect(text.split(separator: "\n").count { $0.hasPrefix("hooktop_subscription_active") } == 1)
    }
  }
}
