public import struct Foundation.Date

/// Why a subscription is in its state, what that means, and what to do, in plain words.
///
/// It says no more than the timestamps do: no rate, no count, no promise that something still arrives. It names no keys,
/// because commands and monitors use its text as well.
public struct HealthReason: Hashable, Sendable {
  /// What is the case.
  public var condition: [Sentence] = []
  /// Until when what failed is retried, and what may be lost; empty where nothing failed.
  public var retries: [Sentence] = []
  /// What to do; nil where there is nothing to do.
  public var advice: Sentence?
  /// The same where there is one short line for it; nil where the other is short.
  public var briefAdvice: Sentence?
  /// What contradicts the state.
  public var remarks: [Sentence] = []

  /// All of it in the order to read it in.
  public var sentences: [Sentence] { condition + retries + [advice].compactMap { $0 } + remarks }

  /// All sentences as one text, for output without emphasis.
  public var text: String { sentences.map(\.text).joined(separator: " ") }

  /// - Parameter gapFrom: since when deliveries may be lost by the oldest gap that nobody has fetched; nil where none is
  ///   known.
  public init(_ assessed: AssessedSubscription, at time: ServerTime, in zone: LocalZone, gapFrom: Date? = nil) {
    let writer = ReasonWriter(assessed: assessed, time: time, zone: zone, gapFrom: gapFrom)
    self = writer.reason
    // Never empty, even where state and times contradict each other.
    if condition.isEmpty { condition = ["The times that would say more are missing."] }
    remarks = writer.remarks
  }

  init(_ condition: [Sentence] = [], retries: [Sentence] = [], advice: Sentence? = nil, brief: Sentence? = nil) {
    self.condition = condition
    self.retries = retries
    self.advice = advice
    briefAdvice = brief
  }
}

/// Writes the reason of each state; the extensions have one property for each.
struct ReasonWriter {
  let assessed: AssessedSubscription
  let time: ServerTime
  let zone: LocalZone
  let gapFrom: Date?

  var subscription: Subscription { assessed.subscription }

  fileprivate var reason: HealthReason {
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

  var remarks: [Sentence] { overdue + contradictions }

  /// Words with their reason and the number of observations, never a percentage.
  private var overdue: [Sentence] {
    guard let overdue = assessed.health.overdue else { return [] }
    let kind = overdue.isOnDaysOff ? "days off" : "working days"
    let usual = overdue.usual.map { "usually a delivery every \(TimeText.rough(max(1, $0))) on \(kind), " } ?? ""
    let silent = TimeText.duration(time.now.timeIntervalSince(overdue.since))
    let witness = overdue.witness.map { " \(quote($0.name)) got a delivery at \(clock($0.at))." } ?? ""
    return [
      Sentence(
        Phrase("Overdue: ", .warning), Phrase("\(usual)silent for \(silent)."), Phrase(witness, .strong),
        Phrase(" Learnt from \(overdue.count) pauses between deliveries on \(overdue.days) days.", .muted))
    ]
  }

  /// Contract, "unknown" table: `isActive` decides; `disabledAt` on an active subscription gets a remark.
  private var contradictions: [Sentence] {
    guard subscription.isActive, let at = subscription.disabledAt.date, isCredible(at) else { return [] }
    return [Sentence(Phrase("It is active, although disabledAt says \(clock(at)).", .muted))]
  }

  func clock(_ date: Date) -> String { TimeText.clock(date, at: time.now, in: zone) }

  /// For bounds, where seconds would feign a precision that they do not have.
  func minute(_ date: Date) -> String { TimeText.minute(date, at: time.now, in: zone) }

  func advice(_ step: String) -> Sentence { Sentence(Phrase("Do: ", .strong), Phrase(step)) }

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
