/// One plain sentence on what an event type means.
public enum EventExplanation {
  public static func sentence(_ type: EventType) -> String {
    guard let verb = EventVerb(rawValue: String(type.verb)), type.isKnown else {
      return "not known to this version of hooktop; kept as it is"
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
