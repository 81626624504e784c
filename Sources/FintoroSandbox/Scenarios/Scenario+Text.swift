extension Scenario {
  /// Reads the name of a scenario that comes with the sandbox, such as `demo` or `huge=1000`.
  /// - Parameter count: what `--count` says; for `huge` alone.
  public init(_ text: String, count: Int? = nil) throws(ScenarioTextError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let row = NamedScenario.table.first(where: { $0.name == parts[0] }) else {
      let names = NamedScenario.table.map(\.name).joined(separator: ", ")
      throw ScenarioTextError(text: text, problem: "there is none of this name; expected \(names), or a TOML file")
    }
    let inText = parts.count > 1 ? parts[1] : nil
    guard row.isCounted || inText == nil && count == nil else {
      throw ScenarioTextError(text: text, problem: "it takes no count; only huge does")
    }
    let counts = NamedScenario.counts
    let wanted = inText.map { Int($0) ?? 0 } ?? count ?? NamedScenario.standardCount
    guard counts.contains(wanted) else {
      throw ScenarioTextError(
        text: text, problem: "expected a count from \(counts.lowerBound) to \(counts.upperBound), such as huge=1000")
    }
    self = row.make(wanted)
  }

  /// Every scenario with a line on it.
  public static var help: String {
    let width = (NamedScenario.table.map(\.name.count).max() ?? 0) + 2
    let rows = NamedScenario.table.map { row in
      row.name + String(repeating: " ", count: width - row.name.count) + row.line
    }
    return rows.joined(separator: "\n")
  }
}

/// A scenario's text that could not be read.
public struct ScenarioTextError: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String
  /// What is wrong and what was expected, as a clause.
  public let problem: String

  public var description: String { "The sandbox scenario \"\(text)\" cannot be used: \(problem)." }
}
