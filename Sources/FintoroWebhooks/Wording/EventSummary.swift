/// A subscription's events, gathered by resource: `invoices: created updated paid`.
public struct EventSummary: Hashable, Sendable, Identifiable {
  public var resource: String
  /// Empty for a type without a dot.
  public var verbs: [String]

  public var id: String { resource }

  /// `invoices: created updated paid`; the resource alone where there are no verbs.
  public var text: String { verbs.isEmpty ? resource : "\(resource): \(verbs.joined(separator: " "))" }

  /// In the catalogue's order; unknown types last, each under its own prefix.
  public static func of(_ types: [EventType]) -> [EventSummary] {
    var summaries: [EventSummary] = []
    for type in EventCatalogue.sorted(types) {
      let resource = String(type.resource)
      let verb = String(type.verb)
      if let index = summaries.firstIndex(where: { $0.resource == resource }) {
        if !verb.isEmpty, !summaries[index].verbs.contains(verb) { summaries[index].verbs.append(verb) }
      } else {
        summaries.append(EventSummary(resource: resource, verbs: verb.isEmpty ? [] : [verb]))
      }
    }
    return summaries
  }
}
