import Dashboard
public import FintoroWebhooks
import Foundation
import TerminalUI

/// A fixed moment, zone and company, so that every screen is the same on every machine.
enum Fixture {
  /// 2026-03-18 14:10:00 UTC.
  static let now = Date(timeIntervalSince1970: 1_773_843_000)
  static let zone = LocalZone.gmt
  static let narrow = Size(columns: 80, rows: 24)
  static let wide = Size(columns: 120, rows: 40)

  static func ago(_ seconds: Double) -> Timestamp { Timestamp(now.addingTimeInterval(-seconds)) }

  /// One subscription in every state there is.
  static let subscriptions: [Subscription] = [
    Subscription(
      id: 801, companyID: 15, name: "ERP sync", url: "https://erp.acme.sk/hooks/fintoro",
      subscribedEvents: ["invoices.created", "invoices.updated", "invoices.paid", "clients.created", "orders.created"],
      lastSuccessAt: ago(7_430), lastFailureAt: ago(258), createdAt: ago(90 * 86_400), updatedAt: ago(86_400)),
    Subscription(
      id: 802, companyID: 15, name: "BI export", url: "https://bi.acme.sk/in", subscribedEvents: ["invoices.paid"],
      lastFailureAt: ago(408), createdAt: ago(3_600), updatedAt: ago(3_600)),
    Subscription(
      id: 803, companyID: 15, name: "Invoices → DWH", url: "https://dwh.acme.sk/webhooks",
      subscribedEvents: ["invoices.created", "invoices.updated"], lastSuccessAt: ago(61), lastFailureAt: ago(7_200),
      createdAt: ago(40 * 86_400), updatedAt: ago(40 * 86_400)),
    Subscription(
      id: 804, companyID: 15, name: "Old CRM", url: "https://crm.acme.sk/hook", isActive: false,
      subscribedEvents: ["clients.created"], lastSuccessAt: ago(3 * 86_400), lastFailureAt: ago(9 * 86_400),
      disabledAt: ago(2 * 86_400), disabledReason: "moved to the new CRM", createdAt: ago(400 * 86_400)),
    Subscription(
      id: 805, companyID: 15, name: "Quotes bot", url: "https://quotes.example.com/fintoro",
      subscribedEvents: ["quotations.created"], createdAt: ago(30 * 86_400)),
    Subscription(
      id: 806, companyID: 15, name: "Payments feed", url: "https://pay.acme.sk/fintoro",
      subscribedEvents: ["document-payments.created"], createdAt: ago(600)),
    Subscription(
      id: 807, companyID: 15, name: "Clock trouble", url: "https://odd.acme.sk/in",
      subscribedEvents: ["orders.created"],
      lastSuccessAt: ago(-7_200), createdAt: ago(86_400)),
    Subscription(
      id: 808, companyID: 15, name: "Year-end archive", url: "https://archive.acme.sk/in",
      subscribedEvents: ["invoices.created"], lastSuccessAt: ago(12 * 86_400), createdAt: ago(400 * 86_400)),
    Subscription(
      id: 809, companyID: 15, name: nil, url: "https://wms.acme.sk/fintoro?tenant=acme",
      subscribedEvents: ["warehouses.created", "price-list-items.stock-updated", "future-things.created"],
      lastSuccessAt: ago(40), createdAt: ago(200 * 86_400)),
  ]

  static let context = AnswerContext(
    receivedAt: now.addingTimeInterval(-12), serverDate: now.addingTimeInterval(-12), requestID: "req_01",
    rateLimit: RateLimit(limit: 120, remaining: 117))

  static func list(_ elements: [ListedSubscription]) -> Answer<SubscriptionList> {
    Answer(SubscriptionList(elements), context: context)
  }

  /// The board a moment after the program started, nothing received yet.
  static func start(_ size: Size, zone: LocalZone = zone) -> State {
    State(
      session: Session(profile: "prod", baseURL: "https://app.fintoro.sk/api/public/v1", isDemo: false),
      themes: [.roles], theme: .roles, now: now, zone: zone, size: size)
  }

  /// The board with its list, live.
  static func board(_ size: Size, _ subscriptions: [Subscription] = subscriptions) -> State {
    start(size).after(.listLoaded(list(subscriptions.map { .readable($0) })))
      .after(.companyLoaded(Answer("Acme s.r.o.", context: context)))
      .rememberingItsPast(subscriptions)
  }
}

extension State {
  /// The past of the demo, as if an earlier run had seen it.
  fileprivate func rememberingItsPast(_ subscriptions: [Subscription]) -> State {
    // More are in tests of large lists, which look at no strips.
    after(.historyLoaded(MadeUpPast(of: Array(subscriptions.prefix(50)), at: Fixture.now).recent(at: Fixture.now)))
  }

  /// After the past that the screen has asked for was read.
  func knowingPast(_ subscriptions: [Subscription] = Fixture.subscriptions) -> State {
    after(
      .pastLoaded(
        subscriptions.map(\.id), MadeUpPast(of: subscriptions, at: Fixture.now).recent(.days30, at: Fixture.now),
        [OwnWrite(at: Fixture.now.addingTimeInterval(-5_000), id: 801, name: "ERP sync", .rotated)]))
  }

  /// After the log has read what it asked for.
  func knowingEvents(
    _ reach: EarlierEvents.Reach = .yesterday, _ subscriptions: [Subscription] = Fixture.subscriptions
  ) -> State {
    let past = MadeUpPast(of: subscriptions, at: Fixture.now)
    let days: [EarlierEvents.Reach: Double] = [.yesterday: 1.6, .days7: 7.6, .days30: 31]
    let write = OwnWrite(at: Fixture.now.addingTimeInterval(-5_000), id: 801, name: "ERP sync", .rotated)
    let events = PastEvent.all(
      past.histories, [write], watched: past.watched,
      since: Fixture.now.addingTimeInterval(-(days[reach] ?? 400) * 86_400), until: Fixture.now
    ) { _ in HealthLimits() }
    return after(.eventsLoaded(reach, events))
  }
}

extension EventType: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self.init(value) }
}
