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
