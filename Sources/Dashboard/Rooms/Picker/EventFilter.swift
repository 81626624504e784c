import FintoroWebhooks

/// What the picker's filter finds: fuzzy text such as `invpd`, or patterns separated by commas: `invoices.*, *.paid`.
struct EventFilter: Equatable, Sendable {
  let text: String
  private let parts: [String]

  init(_ text: String) {
    self.text = text
    parts = text.lowercased().split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty }
  }

  var isEmpty: Bool { parts.isEmpty }

  /// Whether the next pattern is about to be typed.
  var endsWithComma: Bool { text.last == "," }

  /// All that fit one of the parts, in the order of `known`.
  func types(among known: [EventType]) -> [EventType] {
    isEmpty ? known : known.filter(Set(parts.flatMap { Self.types($0, among: known) }).contains)
  }

  /// The first part that finds nothing.
  func unmatched(among known: [EventType]) -> String? {
    parts.first { Self.types($0, among: known).isEmpty }
  }

  /// How well the type fits; higher is better.
  func score(_ type: EventType) -> Int {
    parts.compactMap { FuzzyMatch.score($0.replacing("*", with: ""), in: type.rawValue) }.max() ?? .min
  }

  private static func types(_ part: String, among known: [EventType]) -> [EventType] {
    if part.contains("*") || part == "all" || known.contains(where: { $0.rawValue == part }) {
      return EventPattern.types(part, among: known)
    }
    return known.filter { FuzzyMatch.score(part, in: $0.rawValue) != nil }
  }
}
