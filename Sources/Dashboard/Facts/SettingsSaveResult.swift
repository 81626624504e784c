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
