import Foundation

/// What the OpenAPI document says, read from `contract.json` beside this file; README there says how it is made.
public struct ContractFacts: Decodable, Sendable {
  public let operations: [Operation]
  /// Answers that no operation lists, and each can give.
  public let unlisted: [Answer]
  /// The fields of each body, by the body's name.
  public let bodies: [String: [String: Field]]
  public let eventTypes: [String]

  public struct Operation: Decodable, Hashable, Sendable {
    public let name: String
    public let method: String
    /// Below the base URL, with `{webhookSubscription}` where an id stands.
    public let path: String
    /// Headers that it takes beside those of every request.
    public let headers: [String]
    /// The name of the body that it takes; nil where it takes none.
    public let body: String?
    public let answers: [Answer]

    /// The path with an id in it.
    public func path(id: Int) -> String { path.replacingOccurrences(of: "{webhookSubscription}", with: String(id)) }
  }

  public struct Answer: Decodable, Hashable, Sendable {
    public let status: Int
    public let headers: [String: Header]
    /// The name of its body; nil where it has none.
    public let body: String?
  }

  public struct Header: Decodable, Hashable, Sendable {
    /// `string` or `integer`.
    public let type: String
    public let oneOf: [String]?
  }

  public struct Field: Decodable, Hashable, Sendable {
    /// See `make-facts.py` for what there is.
    public let type: String
    public let nullable: Bool
    public let required: Bool
    /// Characters at most.
    public let longest: Int?
    /// Elements at least.
    public let fewest: Int?
    public let format: String?
  }

  public static func read() throws -> ContractFacts {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("contract.json")
    return try JSONDecoder().decode(ContractFacts.self, from: Data(contentsOf: file))
  }

  /// Every operation with each of its answers, the unlisted ones too.
  public var exchanges: [(operation: Operation, answer: Answer)] {
    operations.flatMap { operation in (operation.answers + unlisted).map { (operation, $0) } }
  }
}
