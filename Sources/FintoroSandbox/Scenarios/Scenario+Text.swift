extension Scenario {
  /// Reads `demo`, `empty`, `newer-events` or `huge=COUNT` (1 to 100,000).
  public init(_ text: String) throws(ScenarioTextError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    switch (parts.first, parts.count) {
    case ("demo", 1): self = .demo
    case ("empty", 1): self = .empty
    case ("newer-events", 1): self = .newerEvents
    case ("huge", 2):
      guard let count = Int(parts[1]), (1...100_000).contains(count) else { throw ScenarioTextError(text: text) }
      self = .huge(count: count)
    default: throw ScenarioTextError(text: text)
    }
  }
}

/// A scenario's text that could not be read.
public struct ScenarioTextError: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public var description: String {
    "There is no sandbox scenario \"\(text)\": expected demo, empty, newer-events, or huge=COUNT "
      + "with a count from 1 to 100000, such as huge=1000."
  }
}
