/// Something that goes wrong on purpose: what, with which requests, and how often.
///
/// As text (for a command line), words in any order after the first:
/// ```
/// EFFECT [METHOD] [PATH] [xTIMES]
/// drop-after POST /webhook-subscriptions x1
/// 429=7 x3
/// delay=1.5 GET
/// 500 PUT /webhook-subscriptions/*
/// ```
/// The path is below the base URL, `*` stands for one part of it. Without METHOD or PATH the fault meets every one,
/// without xTIMES every time. The effects:
///
/// | text | what the client gets |
/// |---|---|
/// | `429=SECONDS` | 429 with that `Retry-After`; `429` alone says 60 |
/// | `500`, `503` | that error in the API's own JSON, with a request id |
/// | `html=STATUS` | a proxy's page instead of JSON, without a request id; `html` alone has status 200 |
/// | `redirect=URL` | 302 to that place, as from a proxy |
/// | `drop-before` | the connection is closed without an answer, nothing was done |
/// | `drop-after` | the same, but what was asked for was done |
/// | `500-after`, `503-after`, `html-after=STATUS`, … | every answer above with `-after`: it was done all the same |
/// | `cut=BYTES` | the real answer ends after so many bytes, head included, and the connection closes |
/// | `delay=SECONDS` | the request is looked at that much later |
/// | `hold=SECONDS` | the request is in work that long, its idempotency key reserved |
///
/// Faults are tried in their order. Of those that match, every delay and hold applies; of the others the first does.
public struct Fault: Hashable, Sendable {
  public var effect: FaultEffect
  /// Upper case, such as `POST`; nil for every method.
  public var method: String?
  /// Below the base URL, such as `/webhook-subscriptions/*`; nil for every path.
  public var path: String?
  /// How many requests it applies to; nil for all.
  public var times: Int?

  public init(_ effect: FaultEffect, method: String? = nil, path: String? = nil, times: Int? = nil) {
    self.effect = effect
    self.method = method
    self.path = path
    self.times = times
  }

  func matches(method: String, path: String) -> Bool {
    if let expected = self.method, expected != method { return false }
    guard let pattern = self.path else { return true }
    let expected = pattern.split(separator: "/")
    let parts = path.split(separator: "/")
    return expected.count == parts.count && zip(expected, parts).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
