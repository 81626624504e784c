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
