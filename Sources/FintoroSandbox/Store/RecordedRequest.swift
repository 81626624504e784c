/// A request that arrived, and what became of it.
public struct RecordedRequest: Hashable, Sendable {
  /// Upper case, such as `POST`.
  public let method: String
  /// Below the base URL, such as `/webhook-subscriptions/801`; the whole path where it is not below it.
  public let path: String
  /// Names in lower case; of a header sent twice, the values joined with ", ".
  public let headers: [String: String]
  /// The bytes as they came; empty where there were more than a body may have.
  public let body: [UInt8]
  /// The status that was sent; nil while no answer was, and for good when the connection was dropped instead.
  public internal(set) var status: Int?

  public var idempotencyKey: String? { headers["idempotency-key"] }

  /// Bytes that it takes to remember it, about.
  var size: Int { body.count + path.utf8.count + headers.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count } }
}
