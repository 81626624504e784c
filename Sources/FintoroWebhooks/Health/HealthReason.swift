public import struct Foundation.Date
public import struct Foundation.TimeZone

/// Why a subscription is in its state, what that means, and what to do next, in plain words.
///
/// It says no more than the timestamps do: no rate, no count, no promise that something still arrives. It has at most
/// three sentences and a remark, which fit five rows of 78 columns.
public struct HealthReason: Hashable, Sendable {
  public var sentences: [Sentence]

  /// All sentences as one text, for output without emphasis.
  public var text: String { sentences.map(\.text).joined(separator: " ") }

  public init(_ assessed: AssessedSubscription, at time: ServerTime, in zone: TimeZone) {
    let writer = ReasonWriter(assessed: assessed, time: time, zone: zone)
    sentences = writer.sentences + writer.remarks
  }
}

/// Writes the sentences of each state; the extensions have one property for each.
struct ReasonWriter {
  let assessed: AssessedSubscription
  let time: ServerTime
  let zone: TimeZone

  var subscription: Subscription { assessed.subscription }

  /// Never empty, even where state and times contradict each other.
  var sentences: [Sentence] {
    let sentences = sentencesOfState
    return sentences.isEmpty ? ["The times that would say more are missing."] : sentences
  }

  private var sentencesOfState: [Sentence] {
    switch assessed.health.state {
    case .disabled: disabled
    case .odd: odd
    case .neverOK: neverOK
    case .failing: failing
    case .recovered: recovered
    case .new: new
    case .silent: silent
    case .quiet: quiet
    case .ok: ok
    }
  }

  /// Contract, "unknown" table: `isActive` decides; `disabledAt` on an active subscription gets a remark.
  var remarks: [Sentence] {
    guard subscription.isActive, let at = subscription.disabledAt.date, isCredible(at) else { return [] }
    return [Sentence(Phrase("It is active, although disabledAt says \(clock(at)).", .muted))]
  }

  func clock(_ date: Date) -> String { TimeText.clock(date, at: time.now, in: zone) }

  func ago(_ date: Date) -> String {
    let age = TimeText.age(of: date, at: time.now)
    return age == "now" ? "just now" : age
  }

  /// Whether a time is not further in the future than clocks differ.
  func isCredible(_ date: Date) -> Bool { date.timeIntervalSince(time.now) <= HealthLimits().skew }

  /// The server's texts can be of any length; a sentence quotes at most this much.
  func quote(_ text: some StringProtocol, maxLength: Int = 32) -> String {
    let start = text.prefix(maxLength + 1)
    return "“\(start.count > maxLength ? start.prefix(maxLength - 1) + "…" : String(start))”"
  }
}
