import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing

@testable import hooktop

@Suite("What list and show print")
struct SubscriptionReportTests {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)

  let report = SubscriptionReport(
    AnswerContext(receivedAt: now),
    clock: LiveClock(
      now: { now }, zone: .gmt, random: { 0 }, newKey: { IdempotencyKey(rawValue: "key") }))

  /// A list's JSON as text.
  func json(_ list: SubscriptionList) -> String {
    let rows = FilterOptions.rows(list) { report.assessed($0) }
    return ListReport(profile: nil, report: report, rows: rows).json.text
  }

  func subscription() -> Subscription {
    Subscription(
      id: 801, companyID: 15, name: "ERP\u{1B}[31m sync\u{202E}", url: "https://erp.acme.sk/h", isActive: true,
      subscribedEvents: [EventType("invoices.paid"), EventType("new.thing")],
      lastSuccessAt: .init(iso8601: "2027-01-15T06:00:00+01:00"), lastFailureAt: .init(iso8601: "2027-01-15T07:59:00Z"),
      disabledAt: .never, createdAt: .init(iso8601: "2026-12-01T00:00:00Z"), updatedAt: .never)
  }

  @Test("JSON has the API's fields in its order, times as they came, and the derived health")
  func json() {
    #expect(
      report.json(subscription()).text == """
        {
          "id": 801,
          "companyId": 15,
          "name": "ERP\\u001b[31m sync\\u202e",
          "url": "https://erp.acme.sk/h",
          "isActive": true,
          "subscribedEvents": [
            "invoices.paid",
            "new.thing"
          ],
          "lastSuccessAt": "2027-01-15T06:00:00+01:00",
          "lastFailureAt": "2027-01-15T07:59:00Z",
          "disabledAt": null,
          "disabledReason": null,
          "createdAt": "2026-12-01T00:00:00Z",
          "updatedAt": null,
          "health": {
            "state": "failing",
            "weight": "critical",
            "reason": \(JSONValue.quoted(reason)),
            "reasonCode": "failing",
            "retryClockEndsAt": "2027-01-15T11:05:00Z",
            "givesUpAt": "2027-01-15T11:05:00Z",
            "lossPossibleFrom": "2027-01-15T08:05:10Z"
          }
        }

        """)
  }

  private var reason: String {
    let time = ServerTime(local: Self.now, answer: AnswerContext(receivedAt: Self.now))
    return HealthReason(AssessedSubscription(subscription(), at: time), at: time, in: .gmt).text
  }

  @Test("A name of 255 characters does not push the other columns out of sight")
  func longName() {
    var long = subscription()
    long.name = String(repeating: "n", count: 255)
    let lines = report.table(SubscriptionList([.readable(long), .readable(subscription())])).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { $0.count < 160 })
    #expect(lines.contains { $0.contains(String(repeating: "n", count: 39) + "…  ") })
  }

  @Test("A key that was not in the answer is not in the JSON, and what cannot be read stays as it came")
  func absent() {
    var odd = subscription()
    odd.lastSuccessAt = .absent
    odd.updatedAt = .unreadable("soon")
    let text = report.json(odd).text
    #expect(!text.contains("lastSuccessAt\": "))
    #expect(text.contains("\"updatedAt\": \"soon\""))
    #expect(text.contains("\"state\": \"odd\""))
  }

  @Test("Events that could not be read are null, with what is wrong with them, and never an empty list")
  func unreadableEvents() {
    var subscription = subscription()
    (subscription.subscribedEvents, subscription.eventsProblem) = ([], "`subscribedEvents` is a number")
    let text = report.json(subscription).text
    #expect(text.contains("\"subscribedEvents\": null"))
    #expect(text.contains("\"subscribedEventsProblem\": \"`subscribedEvents` is a number\""))
  }

  @Test("A name that could not be read is said, and not shown as none")
  func unreadableName() throws {
    let paths = try Paths(environment: ["HOME": "/home/me"])
    var subscription = subscription()
    (subscription.name, subscription.nameProblem) = (nil, "`name` is a number; text or null was expected")
    let text = report.json(subscription).text
    #expect(text.contains("\"name\": null") && text.contains("\"nameProblem\": \"`name` is a number"))
    let fields = report.fields(report.assessed(subscription), .init(location: .unknown), paths: paths)
    #expect(fields.contains("not known: `name` is a number"))
    #expect(report.table(SubscriptionList([.readable(subscription)])).contains(" ?"))
  }

  @Test("Foundation reads the JSON back to the same texts")
  func readBack() throws {
    let data = Data(json(SubscriptionList([.readable(subscription())])).utf8)
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let first = try #require((root["data"] as? [[String: Any]])?.first)
    #expect(first["name"] as? String == subscription().name)
    #expect(root["unreadable"] as? [String] == [])
  }

  @Test("An element that could not be read is listed, in the table and in JSON")
  func unreadable() {
    let list = SubscriptionList([
      .unreadable(UnreadableSubscription(position: 0, id: 7, problem: "`url` is missing")), .readable(subscription()),
    ])
    let rows = report.table(list).split(separator: "\n")
    #expect(rows.count == 3)
    #expect(rows[1].contains("801") && rows[2].contains("unreadable") && rows[2].contains("`url` is missing"))
    #expect(
      json(list).contains(
        """
          "unreadable": [
            {
              "position": 0,
              "id": 7,
              "problem": "`url` is missing"
            }
          ]
        """))
  }

  @Test("Nothing that a terminal would obey reaches the table or the fields")
  func clean() throws {
    let custody = SubscriptionReport.Custody(location: .unknown)
    let paths = try Paths(environment: ["HOME": "/home/me"])
    let text =
      report.table(SubscriptionList([.readable(subscription())]))
      + report.fields(report.assessed(subscription()), custody, paths: paths)
    let controls = text.unicodeScalars.filter {
      $0 != "\n" && [.control, .format].contains($0.properties.generalCategory)
    }
    #expect(controls.isEmpty)
    #expect(text.contains("ERP\u{FFFD}[31m sync\u{FFFD}"))
  }

  @Test("The table's columns line up, wide characters included")
  func aligned() {
    var wide = subscription()
    (wide.id, wide.name) = (2, "東京")
    let list = SubscriptionList([.readable(subscription()), .readable(wide)])
    #expect(
      report.table(list) == """
         ID  STATE    NAME            LAST SUCCESS  LAST FAILURE  GIVES UP      EVENTS  URL
        801  failing  ERP�[31m sync�       3 h ago     1 min ago  11:05 in 3 h       2  https://erp.acme.sk/h
          2  failing  東京                 3 h ago     1 min ago  11:05 in 3 h       2  https://erp.acme.sk/h

        """)
  }
}
