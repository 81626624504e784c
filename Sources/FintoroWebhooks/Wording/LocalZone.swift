public import Foundation

/// How far local time is from UTC, at every moment. Two of one name are the same.
///
/// Foundation's `TimeZone` reads only names of the zone database: of the other forms that `TZ` may have it makes UTC,
/// or takes the sign of `UTC+2` the wrong way round.
public struct LocalZone: Hashable, Sendable {
  public let name: String
  private let seconds: @Sendable (Date) -> Int

  public static let gmt = LocalZone(name: "GMT") { _ in 0 }

  /// - Parameter seconds: of local time ahead of UTC, at a moment.
  public init(name: String, seconds: @escaping @Sendable (Date) -> Int) {
    self.name = name
    self.seconds = seconds
  }

  /// The zone of that name in the zone database; nil for a name that it does not have.
  public init?(identifier: String) {
    guard let zone = TimeZone(identifier: identifier) else { return nil }
    self.init(name: identifier) { zone.secondsFromGMT(for: $0) }
  }

  /// One that never changes.
  public init(secondsFromGMT seconds: Int) {
    self.init(name: "\(seconds) s") { _ in seconds }
  }

  /// Seconds of local time ahead of UTC.
  public func secondsFromGMT(for date: Date) -> Int { seconds(date) }

  public static func == (one: LocalZone, other: LocalZone) -> Bool { one.name == other.name }

  public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
