/// The type of a domain event, such as `invoices.paid`.
///
/// Contract: new types appear over time, so any text is a type; `isKnown` says whether this version has it in its table.
public struct EventType: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  public var description: String { rawValue }

  /// The part before the last dot: the resource's plural, `invoices` in `invoices.paid`; the whole text without a dot.
  public var resource: Substring {
    rawValue.lastIndex(of: ".").map { rawValue[..<$0] } ?? rawValue[...]
  }

  /// The part after the last dot, `paid` in `invoices.paid`; empty without a dot.
  public var verb: Substring {
    rawValue.lastIndex(of: ".").map { rawValue[rawValue.index(after: $0)...] } ?? ""
  }

  /// Whether the catalogue of this version lists the type.
  public var isKnown: Bool { EventCatalogue.contains(self) }

  public static func < (left: EventType, right: EventType) -> Bool { left.rawValue < right.rawValue }
}

/// One plain sentence on what an event type means.
public enum EventExplanation {
  public static func sentence(_ type: EventType) -> String {
    guard let verb = EventVerb(rawValue: String(type.verb)), type.isKnown else {
      return "not known to this version of hooktop; kept"
    }
    let noun = singular(type.resource)
    switch verb {
    case .created: return "\(article(noun)) \(noun) was created"
    case .updated: return "\(article(noun)) \(noun) was changed"
    case .deleted: return "\(article(noun)) \(noun) was deleted"
    case .paid: return "the \(noun) is fully paid, after a payment was recorded"
    case .stockUpdated: return "the stock level of an item changed, for example through a receipt"
    }
  }

  private static func singular(_ resource: Substring) -> String {
    let words = resource.split(separator: "-").joined(separator: " ")
    if words.hasSuffix("statuses") { return String(words.dropLast(2)) }
    return words.hasSuffix("s") ? String(words.dropLast()) : words
  }

  private static func article(_ noun: String) -> String {
    noun.first.map("aeiou".contains) == true ? "an" : "a"
  }
}

/// A subscription's events, grouped by resource: `invoices: created updated paid`.
public struct EventSummary: Hashable, Sendable, Identifiable {
  public var resource: String
  /// Empty for a type without a dot.
  public var verbs: [String]

  public var id: String { resource }

  /// `invoices: created updated paid`; the resource alone where there are no verbs.
  public var text: String { verbs.isEmpty ? resource : "\(resource): \(verbs.joined(separator: " "))" }

  /// `invoices: created paid · orders: created`.
  public static func text(_ types: [EventType]) -> String { of(types).map(\.text).joined(separator: " · ") }

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
