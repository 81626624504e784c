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
}

/// What arrived, bounded in number and in bytes.
actor RequestJournal {
  static let mostRequests = 10_000
  static let mostBytes = 64 << 20

  private(set) var requests: [RecordedRequest] = []
  /// How many were forgotten: a request's number is its place plus this.
  private var forgotten = 0
  private var bytes = 0

  /// - Returns: the request's number, for `answered`.
  func arrived(_ request: RecordedRequest) -> Int {
    requests.append(request)
    bytes += request.body.count
    if requests.count > Self.mostRequests || bytes > Self.mostBytes { forgetOldest() }
    return forgotten + requests.count - 1
  }

  func answered(_ number: Int, status: Int) {
    guard requests.indices.contains(number - forgotten) else { return }
    requests[number - forgotten].status = status
  }

  private func forgetOldest() {
    var count = 0
    while requests.count - count > Self.mostRequests || (bytes > Self.mostBytes && count < requests.count - 1) {
      bytes -= requests[count].body.count
      count += 1
    }
    requests.removeFirst(count)
    forgotten += count
  }
}
