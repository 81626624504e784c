/// One key of `config.toml` that is to have another value.
public struct ConfigChange: Equatable, Sendable {
  public enum Value: Equatable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case texts([String])
  }

  /// From the root: `["profiles", "prod", "quiet_days", "801"]`.
  public var path: [String]
  /// Nil takes the key away.
  public var value: Value?

  public init(_ path: [String], _ value: Value?) {
    self.path = path
    self.value = value
  }
}
