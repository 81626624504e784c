/// Something that goes wrong on purpose: what, with which requests, and how often.
///
/// As text (for a command line), words in any order after the first:
/// ```
/// EFFECT [METHOD] [PATH] [xTIMES] [p=PROBABILITY] [seed=NUMBER]
/// drop-after POST /webhook-subscriptions x1
/// 429=7 x3
/// delay=1.5 GET
/// 500 PUT /webhook-subscriptions/* p=0.2 seed=7
/// ```
/// The path is below the base URL, `*` stands for one part of it. Without METHOD or PATH the fault meets every one,
/// without xTIMES every time. With a probability it spares some of what it matches; with a seed always the same ones.
/// The effects:
///
/// | text | what the client gets |
/// |---|---|
/// | `401`, `403` | that refusal, whatever the token |
/// | `429=SECONDS` | 429 with that `Retry-After`; `429` alone says 60 |
/// | `500`, `503` | that error in the API's own JSON, with a request id |
/// | `html=STATUS` | a proxy's page instead of JSON, without a request id; `html` alone has status 200 |
/// | `redirect=URL` | 302 to that place, as from a proxy |
/// | `refuse` | the connection is reset without an answer, nothing was done |
/// | `drop-before` | the connection is closed without an answer, nothing was done |
/// | `drop-after` | the same, but what was asked for was done |
/// | `500-after`, `503-after`, `html-after=STATUS`, … | every answer above with `-after`: it was done all the same |
/// | `cut=BYTES` | the real answer ends after so many bytes, head included, and the connection closes |
/// | `cut-json=BYTES` | the JSON of the real answer ends after so many bytes; `cut-json` alone halves it |
/// | `wrong-types=FIELD` | that field has a value of another type; `wrong-types` alone: every field |
/// | `extra-fields` | fields that no contract knows |
/// | `unknown-events` | event types that no contract knows |
/// | `huge-list=COUNT` | the list has so many entries; `huge-list` alone: 10,000 |
/// | `dribble=BYTES` | the answer's body comes at so many bytes a second; `dribble` alone: 1 |
/// | `delay=SECONDS` | the request is looked at that much later |
/// | `hold=SECONDS` | the request is in work that long, its idempotency key reserved |
///
/// Faults are tried in their order. Of those that match, every delay, hold, dribble and change of the JSON applies; of
/// the others the first does.
public struct Fault: Hashable, Sendable {
  public var effect: FaultEffect
  /// Upper case, such as `POST`; nil for every method.
  public var method: String?
  /// Below the base URL, such as `/webhook-subscriptions/*`; nil for every path.
  public var path: String?
  /// How many requests it applies to; nil for all.
  public var times: Int?
  /// Of the requests it matches, how many it applies to, above 0 and up to 1; nil for all.
  public var probability: Double?
  /// What the probability is drawn from; nil for the sandbox's own.
  public var seed: UInt64?

  public init(
    _ effect: FaultEffect, method: String? = nil, path: String? = nil, times: Int? = nil, probability: Double? = nil,
    seed: UInt64? = nil
  ) {
    self.effect = effect
    self.method = method
    self.path = path
    self.times = times
    self.probability = probability
    self.seed = seed
  }

  func matches(method: String, path: String) -> Bool {
    if let expected = self.method, expected != method { return false }
    guard let pattern = self.path else { return true }
    let expected = pattern.split(separator: "/")
    let parts = path.split(separator: "/")
    return expected.count == parts.count && zip(expected, parts).allSatisfy { $0 == "*" || $0 == $1 }
  }
}
