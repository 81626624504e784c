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

  /// The types of several patterns, each once. One argument may hold several, separated by commas; one without any is a
  /// mistake.
  public static func types(
    _ patterns: [String], among known: [EventType] = EventCatalogue.types
  ) throws(EventPatternProblem) -> [EventType] {
    var chosen: Set<EventType> = []
    let parts = patterns.flatMap { argument in
      let parts = argument.split(separator: ",").map(String.init)
      return parts.isEmpty ? [argument] : parts
    }
    for pattern in parts {
      let types = types(pattern, among: known)
      guard !types.isEmpty else {
        throw EventPatternProblem(
          pattern: pattern, nearest: Spelling.nearest(pattern, among: suggestions(known)))
      }
      chosen.formUnion(types)
    }
    return EventCatalogue.sorted(known.filter(chosen.contains))
  }

  /// Types first, so that of two that are as near the type is meant.
  private static func suggestions(_ known: [EventType]) -> [String] {
    known.map(\.rawValue) + EventCatalogue.resources.map { $0.id + ".*" }
      + EventVerb.allCases.map { "*." + $0.rawValue } + ["all"]
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
}

/// A pattern that no event type matches.
public struct EventPatternProblem: Error, Hashable, Sendable {
  public var pattern: String
  /// A type or a pattern.
  public var nearest: String?

  public init(pattern: String, nearest: String?) {
    self.pattern = pattern
    self.nearest = nearest
  }

  /// What, and what was expected.
  public var sentence: String {
    let hint = nearest.map { ". Did you mean \($0)?" } ?? "."
    return "No event type fits \"\(pattern)\"\(hint) Write a type such as invoices.paid, or invoices.*, *.paid, all."
  }
}
