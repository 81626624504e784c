/// Which hooktop this is.
enum Version {
  /// By the rules of semantic versions.
  static let number = "0.1.0"
  /// When this number was given, for the man page.
  static let date = "2026-11-28"

  /// `hooktop 0.1.0 (1a2b3c4, 2026-11-28)` of a package, `hooktop 0.1.0 (source)` of a build of one's own.
  static var line: String { "hooktop \(number) (\(buildOrigin))" }
}
