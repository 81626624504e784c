/// A new value for one key of `config.toml`.
public struct ConfigChange: Equatable, Sendable {
  public enum Value: Equatable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    case texts([String])
  }

  /// The path from the root: `["profiles", "prod", "quiet_days", "801"]`.
  public var path: [String]
  /// Nil removes the key.
  public var value: Value?

  public init(_ path: [String], _ value: Value?) {
    self.path = path
    self.value = value
  }
}

/// The result of saving settings or preferences, for each key separately.
public struct SettingsSaveResult: Equatable, Sendable {
  public var saved: [ConfigChange]
  public var refused: [ConfigChange]
  /// The file's path, as shown to people.
  public var path: String
  /// Whether the file was created, so that it contains settings only.
  public var isNewFile: Bool
  /// Why something was refused; nil if nothing was.
  public var problem: String?

  public init(
    saved: [ConfigChange], refused: [ConfigChange], path: String, isNewFile: Bool = false, problem: String?
  ) {
    self.saved = saved
    self.refused = refused
    self.path = path
    self.isNewFile = isNewFile
    self.problem = problem
  }

  public static func saved(_ changes: [ConfigChange], path: String, isNewFile: Bool = false) -> Self {
    Self(saved: changes, refused: [], path: path, isNewFile: isNewFile, problem: nil)
  }

  /// Nothing was written.
  public static func failed(_ changes: [ConfigChange], problem: String) -> Self {
    Self(saved: [], refused: changes, path: "", problem: problem)
  }
}

/// Preferences changed by keys of the board (theme, times, order, columns) on their way to `config.toml`.
///
/// Only one write runs at a time, so that an older one cannot end after a newer one. Later changes are written next.
public struct PreferenceSync: Equatable, Sendable {
  public internal(set) var isWriting = false
  /// A save from the settings screen that waits for the current write.
  var next: AddressedEffect?
  /// What could not be saved. It is tried again when the choice changes.
  var refused: [ConfigChange] = []
  /// The problem that was reported, so that it is reported only once.
  var lastReported: String?
}
