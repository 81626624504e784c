/// The requests that arrived, bounded in number and in bytes.
actor RequestJournal {
  static let maxRequests = 10_000
  static let maxBytes = 64 << 20

  /// A slice, so that forgetting the oldest moves nothing.
  private var kept: ArraySlice<RecordedRequest> = []
  /// How many were forgotten: a request's number is its index plus this.
  private var forgotten = 0
  private var bytes = 0

  var requests: [RecordedRequest] { Array(kept) }

  /// - Returns: the request's number, for `answered`.
  func arrived(_ request: RecordedRequest) -> Int {
    kept.append(request)
    bytes += request.size
    while kept.count > Self.maxRequests || (bytes > Self.maxBytes && kept.count > 1) { forgetOldest() }
    return forgotten + kept.count - 1
  }

  func answered(_ number: Int, status: Int) {
    let index = kept.startIndex + number - forgotten
    guard kept.indices.contains(index) else { return }
    kept[index].status = status
  }

  private func forgetOldest() {
    bytes -= kept[kept.startIndex].size
    // A slice keeps what it drops in its storage for a while, so the request is emptied first.
    kept[kept.startIndex] = RecordedRequest(method: "", path: "", headers: [:], body: [], status: nil)
    kept.removeFirst()
    forgotten += 1
  }
}

/// A request that arrived, with the status of its answer.
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

  /// About how many bytes it takes.
  var size: Int { body.count + path.utf8.count + headers.reduce(0) { $0 + $1.key.utf8.count + $1.value.utf8.count } }
}
