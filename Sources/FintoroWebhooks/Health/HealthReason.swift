public import struct Foundation.Date
public import struct Foundation.TimeZone

/// Why a subscription is in its state, what that means, and what to do next, in plain words.
///
/// Never more than the timestamps say: no rate, no count, no promise that something still arrives. Three sentences at
/// most, and a remark where there is one: at 78 columns they stand in five rows.
public struct HealthReason: Hashable, Sendable {
  public var sentences: [Sentence]

  /// All sentences as one text, for output without emphasis.
  public var text: String { sentences.map(\.text).joined(separator: " ") }

  public init(_ assessed: AssessedSubscription, at time: ServerTime, in zone: TimeZone) {
    let writer = ReasonWriter(assessed: assessed, time: time, zone: zone)
    sentences = writer.sentences + writer.remarks
  }
}

/// Writes the sentences of each state; the states stand in the extensions, by subject.
struct ReasonWriter {
  let assessed: AssessedSubscription
  let time: ServerTime
  let zone: TimeZone

  var subscription: Subscription { assessed.subscription }

  /// Never empty, whatever state somebody gave to whatever times.
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

  /// Contract, "unknown" table: `isActive` decides, `disabledAt` on an active subscription is only worth a word.
  var remarks: [Sentence] {
    guard subscription.isActive, let at = subscription.disabledAt.date, isCredible(at) else { return [] }
    return [Sentence(Phrase("It is active, although disabledAt says \(clock(at)).", .muted))]
  }

  func clock(_ date: Date) -> String { TimeText.clock(date, at: time.now, in: zone) }

  func ago(_ date: Date) -> String {
    let age = TimeText.age(of: date, at: time.now)
    return age == "now" ? "just now" : age
  }

  /// Whether a time can be told as a fact: it is not in the future by more than clocks differ.
  func isCredible(_ date: Date) -> Bool { date.timeIntervalSince(time.now) <= HealthLimits().skew }

  /// Texts of the server may be of any length; a sentence has room for this much of them.
  func quote(_ text: some StringProtocol, longest: Int = 32) -> String {
    let start = text.prefix(longest + 1)
    return "“\(start.count > longest ? start.prefix(longest - 1) + "…" : String(start))”"
  }
}
