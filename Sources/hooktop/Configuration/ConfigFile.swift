import Glibc

/// `config.toml` on disk.
enum ConfigFile {
  /// The text of the config; nil where there is no file.
  static func text(_ paths: Paths) throws(ConfigurationProblem) -> String? {
    func problem(_ text: String) -> ConfigurationProblem {
      .config(path: paths.display(paths.configFile), line: nil, key: nil, problem: text)
    }
    let bytes: [UInt8]
    do {
      let file = try OpenDescriptor(opening: paths.configFile, O_RDONLY | O_NONBLOCK)
      let facts = try file.facts()
      if let text = Self.problem(facts) { throw problem(text) }
      bytes = try file.contents(upTo: facts.size)
    } catch let error as SystemError {
      if error.code == ENOENT {
        // A link is somebody's arrangement: what it leads to is missed, and no file put in its place.
        guard let target = FilePath.linkTarget(paths.configFile) else { return nil }
        throw problem(
          "is a link to \(paths.display(target)), which is not there; put the file back, or remove the link")
      }
      throw problem("cannot be read: \(error.text)")
    } catch let problem as ConfigurationProblem {
      throw problem
    } catch {
      throw problem("cannot be read")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("is not UTF-8 text") }
    return text
  }

  /// Whoever can change the file can send the token elsewhere or name a program to run.
  private static func problem(_ facts: FileMetadata) -> String? {
    if facts.kind != .file { return "is not a file" }
    if ![0, geteuid()].contains(facts.owner) { return "belongs to another user (uid \(facts.owner))" }
    if facts.mode & 0o002 != 0 { return "everybody may write to it; run `chmod o-w` on it" }
    return facts.size > 1_048_576 ? "is longer than 1 MiB" : nil
  }

  /// The whole config; an empty one where there is no file.
  static func read(_ paths: Paths) throws(ConfigurationProblem) -> Config {
    guard let text = try text(paths) else { return .empty }
    return try ConfigReader.parse(text, paths: paths)
  }
}
