/// A fault's text that could not be read.
public struct FaultTextError: Error, Hashable, Sendable, CustomStringConvertible {
  public let text: String
  /// What is wrong and what was expected, as a clause.
  public let problem: String

  public var description: String {
    "The fault \"\(text)\" cannot be read: \(problem). "
      + "Expected EFFECT [METHOD] [PATH] [xTIMES] [p=PROBABILITY] [seed=NUMBER], such as \"drop-after POST /webhook-subscriptions x1\"."
  }
}
