extension Assumptions {
  /// Reads `NAME=CHOICE`, such as `read-token-lists=yes`.
  public mutating func choose(_ text: String) throws(AssumptionTextError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else {
      throw AssumptionTextError(text: text, problem: "expected NAME=CHOICE, such as read-token-lists=yes")
    }
    try choose(parts[0], parts[1])
  }

  public mutating func choose(_ name: String, _ choice: String) throws(AssumptionTextError) {
    let text = "\(name)=\(choice)"
    guard let row = Assumption.table.first(where: { $0.name == name }) else {
      let names = Assumption.table.map(\.name).joined(separator: ", ")
      throw AssumptionTextError(text: text, problem: "\"\(name)\" is not open; what is open is \(names)")
    }
    guard row.choose(&self, choice) else {
      throw AssumptionTextError(text: text, problem: "expected \(row.choices)")
    }
  }

  /// Every row with what may be chosen, what is when nothing is said, and why.
  public static var help: String {
    let rows = Assumption.table.map { row in
      """
      \(row.name)=\(row.defaultAnswer)
          \(row.question) \(row.choices).
          Worst: \(row.reason).
      """
    }
    return (["What the contract leaves open, and what the sandbox does unless it is told otherwise:"] + rows)
      .joined(separator: "\n")
  }
}

/// A choice that could not be read.
public struct AssumptionTextError: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String
  /// What is wrong and what was expected, as a clause.
  public let problem: String

  public var description: String { "The assumption \"\(text)\" cannot be read: \(problem)." }
}
