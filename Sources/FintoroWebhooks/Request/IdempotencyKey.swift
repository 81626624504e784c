/// The name of one attempt to create something: the same key with the same bytes never creates twice.
public struct IdempotencyKey: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public var description: String { rawValue }

  /// Contract: replay is safe at once; how long a key lives is unknown. Past this many seconds it counts as expired.
  public static let assumedLifetime = 55 * 60
}
