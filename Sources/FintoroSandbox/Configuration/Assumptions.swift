/// How this server behaves where the contract is silent: one value for each row of its "unknown" table that is about
/// the server. Each default is the behaviour that is worst for a client; see `Assumption.table` for why.
public struct Assumptions: Hashable, Sendable {
  /// Whether `lastFailureAt` moves at every failed attempt of a delivery or only when the last one failed.
  public var lastFailureAt = FailureMark.lastAttempt
  /// How long the answer to an idempotency key is remembered.
  public var keyLife = KeyLife.seconds(3600)
  /// What "the same payload" under a key means.
  public var samePayload = PayloadComparison.bytes
  /// What a second request with a key is answered while the first is in work.
  public var keyInWork = KeyInWork.conflict
  /// Whether a refusal (4xx) of the create is remembered for its key like a 201.
  public var remembersRefusals = true
  /// Whether `PUT` with `isActive: false` sets `disabledAt`.
  public var disablingSetsDisabledAt = false
  /// Whether `PUT` with `isActive: true` clears `disabledAt` and `disabledReason`.
  public var enablingClearsDisabledAt = false
  /// Whether rotating moves `updatedAt`.
  public var rotatingMovesUpdatedAt = false
  /// Whether a token with the scope `read` may list and show subscriptions.
  public var readTokenLists = false
  /// How 401 is answered.
  public var unauthenticated = UnauthenticatedResponse.basic

  public init() {}

  public enum FailureMark: String, CaseIterable, Hashable, Sendable {
    case everyAttempt = "every-attempt"
    case lastAttempt = "last-attempt"
  }

  public enum PayloadComparison: String, CaseIterable, Hashable, Sendable {
    case bytes
    /// Order of keys and blanks make no difference.
    case json
  }

  public enum KeyInWork: String, CaseIterable, Hashable, Sendable {
    case conflict = "409"
    case serverError = "500"
  }

  public enum UnauthenticatedResponse: String, CaseIterable, Hashable, Sendable {
    /// The API's own JSON, and a challenge that asks for a user name and a password.
    case basic
    /// The API's own JSON, and no challenge but the one for a token.
    case json
    /// The status alone, without a body.
    case bare
    /// A gateway's HTML page that asks for a user name and a password, without a request id.
    case page
  }

  public enum KeyLife: Hashable, Sendable {
    case seconds(Double)
    case forever
  }
}

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

  /// Every assumption with its default, its choices and the reason for the default.
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
