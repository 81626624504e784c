/// A choice as people write it.
protocol AssumptionChoice: Hashable, Sendable {
  /// Nil for a text that is none.
  init?(text: String)
  var text: String { get }
  /// What may be written, such as `yes or no`.
  static var choices: String { get }
}

extension AssumptionChoice where Self: RawRepresentable<String> & CaseIterable {
  init?(text: String) { self.init(rawValue: text) }
  var text: String { rawValue }
  static var choices: String {
    let words = allCases.map(\.rawValue)
    return words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}

extension Assumptions.FailureMark: AssumptionChoice {}
extension Assumptions.PayloadComparison: AssumptionChoice {}
extension Assumptions.KeyInWork: AssumptionChoice {}
extension Assumptions.UnauthenticatedAnswer: AssumptionChoice {}

extension Bool: AssumptionChoice {
  init?(text: String) {
    switch text {
    case "yes": self = true
    case "no": self = false
    default: return nil
    }
  }
  var text: String { self ? "yes" : "no" }
  static let choices = "yes or no"
}

extension Assumptions.KeyLife: AssumptionChoice {
  init?(text: String) {
    if text == "forever" {
      self = .forever
    } else {
      guard let seconds = SpanText.seconds(text), seconds > 0 else { return nil }
      self = .seconds(seconds)
    }
  }

  var text: String {
    switch self {
    case .seconds(let seconds): SpanText.text(seconds)
    case .forever: "forever"
    }
  }

  static let choices = "a time such as 90s, 55m or 24h, or forever"
}
