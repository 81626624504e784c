import FintoroWebhooks
import struct Foundation.Date

/// Something that happened to a company's record.
struct DomainEvent: Hashable, Sendable, Codable {
  let type: EventType
  let companyID: Int
  let resourceID: Int
  let occurredAt: Date

  /// The `resource.type` of a delivery's body, such as `invoice`. Contract: one for each resource of its table.
  var resourceType: String {
    let plural = type.resource
    return EventCatalogue.resources.first { $0.id == plural }?.resourceType ?? Self.guess(from: plural)
  }

  /// For types that are newer than the table: `bank-statements` becomes `bankStatement`, as in the table's own rows.
  private static func guess(from plural: Substring) -> String {
    let words = plural.split(separator: "-")
    let joined = words.enumerated().map { $0.offset == 0 ? String($0.element) : $0.element.capitalized }.joined()
    return joined.hasSuffix("s") ? String(joined.dropLast()) : joined
  }
}

// Kept in a state file as its text.
extension EventType: Codable {}
