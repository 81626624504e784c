/// What arrived, bounded in number and in bytes.
actor RequestJournal {
  static let maxRequests = 10_000
  static let maxBytes = 64 << 20

  /// A slice, so that forgetting the oldest moves nothing.
  private var kept: ArraySlice<RecordedRequest> = []
  /// How many were forgotten: a request's number is its place plus this.
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
    // What was dropped from a slice stays in its storage for a while, so it is emptied first.
    kept[kept.startIndex] = RecordedRequest(method: "", path: "", headers: [:], body: [], status: nil)
    kept.removeFirst()
    forgotten += 1
  }
}
