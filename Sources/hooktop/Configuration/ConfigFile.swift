import Files
import Glibc

/// `config.toml` on disk.
enum ConfigFile {
  /// The text of the config; nil where there is no file.
  static func text(_ paths: Paths) throws(ConfigurationProblem) -> String? {
    func problem(_ text: String) -> ConfigurationProblem {
      .config(path: paths.display(paths.configFile), line: nil, key: nil, problem: text)
    }
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(paths.configFile, rule)
    } catch {
      // A link is somebody's arrangement: what it leads to is missed, and no file put in its place.
      guard error.isMissing else {
        if let unsafe = paths.unsafeFolders([paths.config]) { throw problem(unsafe.clause(paths)) }
        throw problem(clause(error, paths))
      }
      guard let target = FilePath.linkTarget(paths.configFile) else { return nil }
      throw problem("is a link to \(paths.display(target)), which is not there; put the file back, or remove the link")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("is not UTF-8 text") }
    return text
  }

  /// Whoever can change the file can send the token elsewhere or name a program to run.
  private static let rule = FileRule(
    maxBytes: 1 << 20, owner: .rootOrUs, openness: .othersMayRead, isInSafeFolder: true)

  private static func clause(_ problem: FileProblem, _ paths: Paths) -> String {
    switch problem {
    case .folder(let problem): problem.clause(paths)
    case .isLink, .notAFile: "is not a file"
    case .foreign(let owner): "belongs to another user (uid \(owner))"
    case .writableByOthers(let mode) where mode & 0o002 != 0: "everybody may write to it; run `chmod o-w` on it"
    case .writableByOthers, .openToOthers: "others may write to it; run `chmod g-w` on it"
    case .tooLong: "is longer than 1 MiB"
    case .system(let error): "cannot be read: \(error.text)"
    }
  }

  /// The whole config; an empty one where there is no file.
  static func read(_ paths: Paths) throws(ConfigurationProblem) -> Config {
    guard let text = try text(paths) else { return .empty }
    return try ConfigReader.parse(text, paths: paths)
  }
}
