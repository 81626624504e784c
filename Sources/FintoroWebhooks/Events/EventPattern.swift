/// Event types as people write them in bulk: `invoices.paid`, `invoices.*`, `*.paid`, `all`.
public enum EventPattern {
  /// The types that match a pattern, in the order of `known`; empty where none matches.
  /// - Parameter known: the catalogue, or what a subscription has, unknown types included.
  public static func types(_ pattern: String, among known: [EventType] = EventCatalogue.types) -> [EventType] {
    if pattern == "all" { return known }
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return known.filter { $0.rawValue == pattern } }
    return known.filter { matches($0.rawValue[...], parts) }
  }

  /// The types of several patterns, each once. One argument may hold several, separated by commas.
  public static func types(
    _ patterns: [String], among known: [EventType] = EventCatalogue.types
  ) throws(EventPatternProblem) -> [EventType] {
    var chosen: Set<EventType> = []
    for pattern in patterns.flatMap({ $0.split(separator: ",").map(String.init) }) {
      let types = types(pattern, among: known)
      guard !types.isEmpty else { throw EventPatternProblem(pattern: pattern, nearest: nearest(pattern, known)) }
      chosen.formUnion(types)
    }
    return EventCatalogue.sorted(known.filter(chosen.contains))
  }

  private static func matches(_ text: Substring, _ parts: [Substring]) -> Bool {
    guard let first = parts.first, let last = parts.last, text.hasPrefix(first) else { return false }
    var rest = text.dropFirst(first.count)
    guard rest.hasSuffix(last) else { return false }
    rest = rest.dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return true
  }

  /// The type with the most similar spelling; nil where none is similar.
  private static func nearest(_ pattern: String, _ known: [EventType]) -> EventType? {
    let near = known.map { ($0, distance(pattern, $0.rawValue)) }.min { $0.1 < $1.1 }
    return near.flatMap { $0.1 <= 3 ? $0.0 : nil }
  }

  /// How many characters must be inserted, removed or changed (Levenshtein).
  private static func distance(_ left: String, _ right: String) -> Int {
    let right = Array(right)
    var row = Array(0...right.count)
    for (line, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for column in right.indices {
        let above = row[column + 1]
        row[column + 1] = min(row[column] + 1, above + 1, diagonal + (right[column] == character ? 0 : 1))
        diagonal = above
      }
    }
    return row[right.count]
  }
}

/// A pattern that no event type matches.
public struct EventPatternProblem: Error, Hashable, Sendable {
  public var pattern: String
  public var nearest: EventType?

  public init(pattern: String, nearest: EventType?) {
    self.pattern = pattern
    self.nearest = nearest
  }

  /// What, and what was expected.
  public var sentence: String {
    let hint = nearest.map { "; did you mean \($0)?" } ?? ""
    return "No event type fits \"\(pattern)\"\(hint) Write a type such as invoices.paid, or invoices.*, *.paid, all."
  }
}
