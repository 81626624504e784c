import FintoroWebhooks

/// A choice of event types that many subscriptions have.
enum EventPreset: Int, CaseIterable, Sendable {
  case invoices, paid, documents
  /// Those of another subscription, chosen from a list.
  case same

  var title: String {
    switch self {
    case .invoices: "all invoices"
    case .paid: "everything paid"
    case .documents: "all documents"
    case .same: "same as another…"
    }
  }

  /// For narrow windows.
  var shortTitle: String {
    switch self {
    case .invoices: "invoices"
    case .paid: "paid"
    case .documents: "documents"
    case .same: "same as…"
    }
  }

  /// The event types of the choice; nil where a list asks first.
  var types: [EventType]? {
    switch self {
    case .invoices: EventPattern.types("invoices.*")
    case .paid: EventPattern.types("*.paid")
    case .documents: EventCatalogue.groups.last?.types
    case .same: nil
    }
  }

  /// As the picker's boxes: none, some or all chosen; nil where nothing can be chosen in part.
  func box(_ events: [EventType]) -> String? {
    guard let types else { return nil }
    let count = types.count(where: Set(events).contains)
    return count == 0 ? "[ ]" : count == types.count ? "[x]" : "[-]"
  }

  /// Adds all of its types, or removes them if all were there, as any box with three states.
  func toggled(in events: [EventType]) -> [EventType] {
    guard let types else { return events }
    let before = Set(events)
    return EventCatalogue.sorted(before.isSuperset(of: types) ? before.subtracting(types) : before.union(types))
  }
}
