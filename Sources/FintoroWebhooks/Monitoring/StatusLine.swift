public import struct Foundation.Date

/// All subscriptions in one line.
public struct StatusLine: Hashable, Sendable {
  /// `✖2 ◐1 09:25`: what is in trouble, and when the next loss is possible; `✔11` where nothing is.
  public let short: String
  /// `2 failing, 1 recovered of 11 subscriptions; losses possible from 09:25`.
  public let long: String

  public init(_ subscriptions: [AssessedSubscription], unreadable: Int = 0, at now: Date, in zone: LocalZone) {
    let counts = subscriptions.reduce(into: [HealthState: Int]()) { $0[$1.health.state, default: 0] += 1 }
    let states = HealthState.allCases.filter { $0.weight >= .warning && counts[$0] != nil }
      .sorted { $0.weight > $1.weight }
    let next = subscriptions.compactMap { Self.nextLoss($0, at: now) }.min { $0.at < $1.at }
    let time = next.map { TimeText.minute($0.at, at: now, in: zone) }
    let total = subscriptions.count + unreadable

    var parts = states.map { "\($0.symbol)\(counts[$0] ?? 0)" }
    let unjudged = subscriptions.beyondJudgingCount
    if unjudged > 0 { parts.append("\(HealthState.odd.symbol)\(unjudged)") }
    if unreadable > 0 { parts.append("?\(unreadable)") }
    if parts.isEmpty { parts = ["\(HealthState.ok.symbol)\(total)"] }
    short = (parts + [time].compactMap(\.self)).joined(separator: " ")

    var words = states.map { "\(counts[$0] ?? 0) \($0.word)" }
    if unjudged > 0 { words.append("\(unjudged) with times that cannot be read") }
    if unreadable > 0 { words.append("\(unreadable) unreadable") }
    let head = words.isEmpty ? "No trouble in" : words.joined(separator: ", ") + " of"
    let end = next.map { $0.isFirstLoss ? "; losses possible from \(time ?? "")" : "; gives up \(time ?? "")" }
    long = "\(head) \(total) subscription\(total == 1 ? "" : "s")\(end ?? "")"
  }

  /// The next moment that matters of one that fails: the first possible loss, then the end of its retries.
  private static func nextLoss(_ assessed: AssessedSubscription, at now: Date) -> (at: Date, isFirstLoss: Bool)? {
    guard assessed.health.state.weight == .critical,
      let clock = RetryClock(assessed.subscription, state: assessed.health.state)
    else { return nil }
    if let loss = clock.lossPossibleFrom, loss > now { return (loss, true) }
    return clock.givesUpAt > now ? (clock.givesUpAt, false) : nil
  }
}
