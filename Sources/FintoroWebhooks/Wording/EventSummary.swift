/// A subscription's events, gathered by resource: `invoices: created updated paid`.
public struct EventSummary: Hashable, Sendable, Identifiable {
  public var resource: String
  public var verbs: [String]

  public var id: String { resource }

  /// In the catalogue's order; unknown types last, each under its own prefix.
  public static func of(_ types: [EventType]) -> [EventSummary] {
    var summaries: [EventSummary] = []
    for type in EventCatalogue.sorted(types) {
      let resource = String(type.resource)
      let verb = String(type.verb)
      if let index = summaries.firstIndex(where: { $0.resource == resource }) {
        if !summaries[index].verbs.contains(verb) { summaries[index].verbs.append(verb) }
      } else {
        summaries.append(EventSummary(resource: resource, verbs: [verb]))
      }
    }
    return summaries
  }
}
