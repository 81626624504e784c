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

/// What came of saving settings, or what was chosen by keys: each key by itself.
public struct SettingsSaveResult: Equatable, Sendable {
  public var saved: [ConfigChange]
  public var refused: [ConfigChange]
  /// The file as people read it.
  public var path: String
  /// There was none before, so that nothing but settings is in it.
  public var isNewFile: Bool
  /// Why something was refused; nil where nothing was.
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

/// What is chosen by keys of the board (theme, times, order, columns) on its way to `config.toml`.
///
/// One write at a time, so that an older never comes after a newer; what is chosen meanwhile is written next.
public struct PreferenceSync: Equatable, Sendable {
  public internal(set) var isWriting = false
  /// What the settings ask to save while something else is being written.
  var next: AddressedEffect?
  /// What could not be kept: tried again as soon as the choice is another.
  var refused: [ConfigChange] = []
  /// What was said of that, so that it is not said at every key.
  var said: String?
}
