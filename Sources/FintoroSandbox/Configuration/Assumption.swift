/// One row of the contract's "unknown" table: the open question, and the answers that this server can be told to give.
public struct Assumption: Sendable {
  /// As it is written in `NAME=CHOICE`.
  public let name: String
  /// What is not known.
  public let question: String
  /// What may be chosen, such as `bytes or json`.
  public let choices: String
  /// The choice when none is made.
  public let defaultAnswer: String
  /// Why the default is the worst for a client.
  public let reason: String
  /// Makes the choice; false for a text that is no choice.
  let choose: @Sendable (inout Assumptions, String) -> Bool

  public static let table: [Assumption] = [
    row(
      "last-failure-at", "is lastFailureAt set at every failed attempt or only at the last?", \.lastFailureAt,
      "a subscription looks well for three hours while it fails, and what failed is lost when it shows"),
    row(
      "key-life", "how long does an idempotency key live?", \.keyLife,
      "an hour is the shortest life that leaves time to try again; after it the same key creates a second time"),
    row(
      "same-payload", "does the payload comparison see key order?", \.samePayload,
      "a client that writes its body anew instead of keeping the bytes is refused"),
    row(
      "key-in-work", "the same key while the first request is in work?", \.keyInWork,
      "a client that takes every 4xx for final gives up a create that is about to succeed, and its secret"),
    row(
      "remember-refusals", "are 4xx answers remembered for a key?", \.remembersRefusals,
      "a corrected form sent under the old key is refused as another payload"),
    row(
      "disabling-sets-disabled-at", "does PUT isActive: false set disabledAt?", \.disablingSetsDisabledAt,
      "a client that goes by disabledAt takes a disabled subscription for an active one"),
    row(
      "enabling-clears-disabled-at", "does activating again clear disabledAt?", \.enablingClearsDisabledAt,
      "a client that goes by disabledAt takes an active subscription for a disabled one"),
    row(
      "rotating-moves-updated-at", "does rotating move updatedAt?", \.rotatingMovesUpdatedAt,
      "nothing shows whether a rotate whose answer was lost was done"),
    row(
      "read-token-lists", "may a read token list?", \.readTokenLists,
      "a token that whoami accepts is refused by everything else"),
    row(
      "unauthenticated", "which headers and status come with 401?", \.unauthenticated,
      "an HTTP library that meets challenges by itself asks for a password instead of handing the 401 on; a page or "
        + "nothing at all would be worse, but the OpenAPI document says JSON"),
  ]

  private static func row<Choice: AssumptionChoice>(
    _ name: String, _ question: String, _ path: any WritableKeyPath<Assumptions, Choice> & Sendable, _ reason: String
  ) -> Assumption {
    Assumption(
      name: name, question: question, choices: Choice.choices, defaultAnswer: Assumptions()[keyPath: path].text,
      reason: reason,
      choose: { assumptions, text in
        guard let choice = Choice(text: text) else { return false }
        assumptions[keyPath: path] = choice
        return true
      })
  }
}

/// A choice that can be read and written as text.
protocol AssumptionChoice: Hashable, Sendable {
  /// Nil for a text that is no choice.
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
extension Assumptions.UnauthenticatedResponse: AssumptionChoice {}

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
