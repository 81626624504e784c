import FintoroWebhooks

extension Scenario {
  /// A believable company with at least one subscription in every health state, and a second company with one.
  public static let demo = Scenario(subscriptions: DemoScenario.subscriptions)
}

/// Eleven subscriptions of a Slovak wholesaler, one or more in every health state, and one of another company.
enum DemoScenario {
  static let subscriptions =
    [secondCompany]
    + rows.enumerated().map { index, row in
      SubscriptionSeed(
        id: 801 + index, name: row.name, url: row.url, isActive: row.past.disabled == nil,
        subscribedEvents: row.events, past: row.past)
    }

  /// Healthy, and with an id that the first company must never see.
  static let secondCompany = SubscriptionSeed(
    id: 701, companyID: SandboxCompany.beta.id, name: "Stock alerts", url: "https://hooks.example.com/beta/stock",
    subscribedEvents: ["price-list-items.stock-updated"], past: SubscriptionPast(success: 95, created: 210 * Age.day))

  private struct Row {
    var name: String
    var url: String
    var events: [String]
    var past: SubscriptionPast
  }

  private static let rows = [
    // failing
    Row(
      name: "ERP sync", url: "https://erp.acme.sk/hooks/fintoro",
      events: every("invoices") + every("orders") + every("clients")
        + ["credit-notes.created", "proformas.paid"],
      past: SubscriptionPast(
        success: 2 * Age.hour, failure: 4 * Age.minute, created: 240 * Age.day, updated: 31 * Age.day)),
    // never ok
    Row(
      name: "BI export", url: "https://bi.acme.sk/in", events: ["invoices.paid"],
      past: SubscriptionPast(failure: 8, created: 3 * Age.hour)),
    // recovered
    Row(
      name: "Invoices → DWH", url: "https://dwh.acme.sk/webhooks", events: every("invoices"),
      past: SubscriptionPast(success: Age.minute, failure: 2 * Age.hour, created: 190 * Age.day)),
    // disabled
    Row(
      name: "Old CRM", url: "https://crm.acme.sk/hook", events: every("clients"),
      past: SubscriptionPast(
        success: 3 * Age.day, failure: 9 * Age.day, disabled: 2 * Age.day,
        reason: "Moved to the new CRM", created: 700 * Age.day, updated: 2 * Age.day)),
    // new
    Row(
      name: "Quotes bot", url: "https://quotes.example.com/fintoro",
      events: ["quotations.created", "quotations.updated"], past: SubscriptionPast(created: 40 * Age.minute)),
    // ok, never a failure
    Row(
      name: "Warehouse mirror", url: "https://wms.acme.sk/fintoro",
      events: every("warehouse-inbound-receipts") + every("warehouse-outbound-receipts")
        + ["warehouses.created", "warehouses.updated"],
      past: SubscriptionPast(success: 40, created: 120 * Age.day, updated: 14 * Age.day)),
    // ok
    Row(
      name: "Price list to e-shop", url: "https://shop.acme.sk/api/fintoro/prices", events: every("price-list-items"),
      past: SubscriptionPast(success: 3 * Age.minute, failure: 5 * Age.day, created: 95 * Age.day)),
    // ok
    Row(
      name: "Bank matching", url: "https://pay.acme.sk/hooks/bank",
      events: every("bank-accounts") + ["received-invoices.paid"],
      past: SubscriptionPast(success: 26 * Age.minute, failure: 41 * Age.day, created: 310 * Age.day)),
    // silent
    Row(
      name: "Payments feed", url: "https://feeds.example.com/acme/payments",
      events: every("document-payments"), past: SubscriptionPast(created: 20 * Age.day)),
    // quiet
    Row(
      name: "Received invoices archive", url: "https://archive.acme.sk/fintoro/received",
      events: ["received-invoices.paid", "received-receipts.paid"],
      past: SubscriptionPast(success: 16 * Age.day, failure: 17 * Age.day, created: 400 * Age.day)),
    // odd: a success that is still to come
    Row(
      name: "Supplier portal", url: "https://suppliers.acme.sk/events", events: every("suppliers"),
      past: SubscriptionPast(success: -2 * Age.hour, created: 60 * Age.day)),
  ]

  /// Every event type of a resource.
  static func every(_ resource: String) -> [String] {
    EventCatalogue.resources.filter { $0.id == resource }.flatMap(\.types).map(\.rawValue)
  }
}
