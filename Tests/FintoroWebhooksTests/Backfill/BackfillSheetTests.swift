import FintoroWebhooks
import Foundation
import Testing

/// From when on what has to be fetched again, and how honestly that is said.
@Suite struct BackfillSheetTests {
  private func window(_ subscription: Subscription, watched: Date? = nil, gap: Date? = nil) -> BackfillWindow {
    BackfillWindow(subscription.assessed(), at: ServerTime(now: now), watchedSuccess: watched, gapFrom: gap)
  }

  @Test("While it fails the window runs from the last success to now")
  func failing() {
    let window = window(.fixture(success: now - 7_430, failure: now - 258))
    #expect(window.from == now - 7_430)
    #expect(window.to == now)
    #expect(window.basis == .lastSuccess)
  }

  @Test("Without any success it runs from the creation")
  func neverOK() {
    #expect(window(.fixture(failure: now - 8, created: Timestamp(now - 3_600))).from == now - 3_600)
    #expect(window(.fixture(failure: now - 8, created: Timestamp(now - 3_600))).basis == .creation)
  }

  @Test("After an outage it runs from the success that hooktop saw before it")
  func watched() {
    let recovered = Subscription.fixture(success: now - 61, failure: now - 7_200)
    let window = window(recovered, watched: now - 9_000)
    #expect(window.from == now - 9_000)
    #expect(window.basis == .watchedSuccess)
  }

  @Test("Where nobody watched it begins one retry window before the last failure, and warns that this may be too late")
  func notWatched() {
    let assessed = Subscription.fixture(success: now - 61, failure: now - 7_200).assessed()
    let sheet = BackfillSheet(assessed, at: ServerTime(now: now), asOf: now, baseURL: "https://app.fintoro.sk")
    #expect(sheet.window.from == now - 7_200 - 11_160)
    #expect(sheet.window.basis == .lastFailure(now - 7_200))
    #expect(sheet.cautions.joined().contains("The API does not tell when the outage began"))
  }

  @Test("A gap that hooktop saw begins it, where it may have begun before what the two timestamps say")
  func gap() {
    let recovered = Subscription.fixture(success: now - 61, failure: now - 7_200)
    #expect(window(recovered, watched: now - 9_000, gap: now - 12_000).from == now - 12_000)
    for known: Subscription in [
      .fixture(success: now - 7_430, failure: now - 258), .fixture(isActive: false, success: now - 7_430),
    ] {
      #expect(window(known, gap: now - 18_000).from == now - 18_000)
      #expect(window(known, gap: now - 18_000).basis == .gap)
      #expect(window(known, gap: now - 7_000).from == now - 7_430)
      #expect(window(known, gap: now - 7_000).basis != .gap)
    }
  }

  @Test("A success that came after the failure says nothing of the outage before it")
  func watchedTooLate() {
    let recovered = Subscription.fixture(success: now - 61, failure: now - 7_200)
    #expect(window(recovered, watched: now - 100).basis == .lastFailure(now - 7_200))
  }

  @Test("Where no failure is recorded there is no gap, and no beginning is made up")
  func noGap() {
    #expect(window(.fixture(success: now - 60)).from == nil)
    #expect(window(.fixture(success: now - 60)).basis == .noGap)
    #expect(window(.fixture(created: Timestamp(now - 60))).basis == .noGap)
  }

  @Test("A sheet without a gap says so and names nothing to fetch")
  func nothingToFetch() {
    let assessed = Subscription.fixture(events: ["invoices.paid"].map { EventType($0) }, success: now - 60).assessed()
    let sheet = BackfillSheet(assessed, at: ServerTime(now: now), asOf: now, baseURL: "https://app.fintoro.sk")
    #expect(sheet.steps.isEmpty)
    let lines = sheet.lines(in: .gmt)
    #expect(lines.map(\.label) == ["subscription", "endpoint URL", "gap", "note"])
    #expect(lines[2].text == "none known: no failure is recorded; one of the last 3 h 06 min may not show yet")
  }

  @Test("Times that cannot be believed give no window")
  func odd() {
    #expect(window(.fixture(success: now + 7_200, failure: now - 60)).from == nil)
    #expect(window(.fixture(success: now + 7_200, failure: now - 60)).basis == .unknown)
  }

  @Test("Every resource of the events is named with what to look for, unknown ones too")
  func steps() {
    let assessed = Subscription.fixture(
      events: [
        "invoices.created", "invoices.deleted", "invoices.paid", "price-list-items.stock-updated", "zebras.born",
      ].map { EventType($0) }, success: now - 500, failure: now - 60
    ).assessed()
    let sheet = BackfillSheet(assessed, at: ServerTime(now: now), asOf: now, baseURL: "https://app.fintoro.sk")
    #expect(sheet.steps.map(\.resource) == ["price-list-items", "invoices", "zebras"])
    #expect(sheet.steps.map(\.resourceType) == ["priceListItem", "invoice", nil])
    let invoices = sheet.steps[1].advice.joined(separator: "|")
    for word in ["records created in the window", "fully paid", "missing = deleted"] {
      #expect(invoices.contains(word))
    }
    #expect(sheet.steps[2].advice == ["what “born” means, see the documentation"])
    let text = sheet.lines(in: .gmt).map(\.text).joined(separator: "\n")
    #expect(text.contains("See Fintoro's API documentation"))
  }

  @Test("Every event type of the catalogue has advice")
  func everyType() {
    let assessed = Subscription.fixture(events: EventCatalogue.types, success: now - 500, failure: now - 60).assessed()
    let sheet = BackfillSheet(assessed, at: ServerTime(now: now), asOf: now, baseURL: "https://app.fintoro.sk")
    #expect(sheet.steps.count == 18)
    #expect(sheet.steps.allSatisfy { !$0.advice.isEmpty && $0.resourceType != nil })
  }
}
