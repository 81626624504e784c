import struct Foundation.Date

/// One attempt to deliver, and what came of it.
struct Attempt: Hashable, Sendable, Codable {
  let startedAt: Date
  let endedAt: Date
  let result: Result

  struct Result: Hashable, Sendable, Codable {
    /// The status that the receiver answered with; nil where it did not answer.
    let status: Int?
    /// Why there is no status, as a clause for people; nil where there is one.
    let problem: String?

    static func answered(_ status: Int) -> Result { Result(status: status, problem: nil) }
    static func failed(_ problem: String) -> Result { Result(status: nil, problem: problem) }
    static let timedOut = failed("no answer within 10 s")

    /// Contract: 2xx, and nothing else.
    var isSuccess: Bool { status.map { (200..<300).contains($0) } ?? false }

    /// For the log.
    var sentence: String {
      if let status { return (isSuccess ? "accepted with " : "refused with ") + String(status) }
      return problem ?? "failed"
    }
  }
}
