/// What happened to a resource: the part of an event type after the dot.
public enum EventVerb: String, CaseIterable, Hashable, Sendable {
  case created, updated, deleted, paid
  case stockUpdated = "stock-updated"
}

/// A kind of record whose events can be subscribed to.
public struct EventResource: Hashable, Sendable, Identifiable {
  /// The event prefix, such as `invoices`.
  public let id: String
  /// The `resource.type` in a delivery's body, such as `invoice`.
  public let resourceType: String
  /// In the order of `EventVerb.allCases`.
  public let verbs: [EventVerb]

  /// The event type for a verb, nil where the contract has none.
  public func type(_ verb: EventVerb) -> EventType? {
    verbs.contains(verb) ? EventType("\(id).\(verb.rawValue)") : nil
  }

  public var types: [EventType] { verbs.compactMap(type) }
}

/// Resources that the guide lists together.
public struct EventGroup: Hashable, Sendable, Identifiable {
  public var id: String { title }
  public let title: String
  public let resources: [EventResource]

  public var types: [EventType] { resources.flatMap(\.types) }
}

/// The 53 event types of the contract: 18 resources in the guide's four groups. One table; everything else is derived.
public enum EventCatalogue {
  public static let groups: [EventGroup] = [
    EventGroup(
      title: "Master data",
      resources: [
        resource("clients", "client"),
        resource("suppliers", "supplier"),
        resource("bank-accounts", "bankAccount"),
      ]),
    EventGroup(
      title: "CRM",
      resources: [
        resource("business-case-statuses", "businessCaseStatus"),
        resource("business-cases", "businessCase"),
        resource("contact-activity-logs", "contactActivityLog"),
      ]),
    EventGroup(
      title: "Warehouses and catalog",
      resources: [
        resource("warehouses", "warehouse"),
        resource("warehouse-inbound-receipts", "warehouseInboundReceipt"),
        resource("warehouse-outbound-receipts", "warehouseOutboundReceipt"),
        resource("price-list-items", "priceListItem", whole + [.stockUpdated]),
      ]),
    EventGroup(
      title: "Documents",
      resources: [
        resource("invoices", "invoice", whole + [.paid]),
        resource("credit-notes", "creditNote", whole + [.paid]),
        resource("proformas", "proforma", whole + [.paid]),
        resource("orders", "order"),
        resource("quotations", "quotation"),
        resource("received-invoices", "receivedInvoice", [.paid]),
        resource("received-receipts", "receivedReceipt", [.paid]),
        resource("document-payments", "documentPayment", [.created, .deleted]),
      ]),
  ]

  public static let resources: [EventResource] = groups.flatMap(\.resources)
  public static let types: [EventType] = groups.flatMap(\.types)

  public static func contains(_ type: EventType) -> Bool { positions[type] != nil }

  /// The catalogue's own value of a known type, so that the lists of ten thousand subscriptions share their texts.
  public static func shared(_ type: EventType) -> EventType {
    positions.index(forKey: type).map { positions[$0].key } ?? type
  }

  /// Known types in the catalogue's order, then unknown ones in the order they came.
  public static func sorted(_ types: some Sequence<EventType>) -> [EventType] {
    types.enumerated()
      .sorted { (positions[$0.element] ?? Int.max, $0.offset) < (positions[$1.element] ?? Int.max, $1.offset) }
      .map(\.element)
  }

  private static let whole: [EventVerb] = [.created, .updated, .deleted]
  private static let positions = Dictionary(uniqueKeysWithValues: zip(types, 0...))

  private static func resource(_ id: String, _ type: String, _ verbs: [EventVerb] = whole) -> EventResource {
    EventResource(id: id, resourceType: type, verbs: verbs)
  }
}
