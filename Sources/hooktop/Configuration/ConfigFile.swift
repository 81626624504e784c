import Dashboard
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
      // A link without its target is an error. No new file replaces somebody's link.
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

extension ConfigFile {
  /// Changes keys of the config on disk. A change that cannot be made does not stop the others. A config that cannot be
  /// read is left alone.
  /// - Parameter unique: part of a temporary file's name, different for every call.
  static func change(_ changes: [ConfigChange], _ paths: Paths, unique: String) throws -> ConfigOutcome {
    var outcome = ConfigOutcome()
    try withLock(paths) { outcome = try changeLocked(changes, paths, unique) }
    return outcome
  }

  /// Locks the folder, so that one hooktop does not overwrite what another has just written.
  static func withLock(_ paths: Paths, _ change: () throws -> Void) throws {
    let folder = try FileReplacement.lockedFolder(of: paths.configFile)
    try withExtendedLifetime(folder) { try change() }
  }

  private static func changeLocked(_ changes: [ConfigChange], _ paths: Paths, _ unique: String) throws -> ConfigOutcome
  {
    let before = try text(paths)
    var text = before ?? ""
    let config = try ConfigReader.parse(text, paths: paths)
    var outcome = ConfigOutcome()
    // Impossible changes come last, so that their message has the final line number.
    let possible = changes.filter { (try? changed($0, text, config, paths)) != nil }
    for change in possible + changes.filter({ !possible.contains($0) }) {
      do {
        text = try changed(change, text, config, paths)
        outcome.saved.append(change)
      } catch {
        outcome.refused.append(ConfigOutcome.Refusal(change: change, problem: error))
      }
    }
    guard text != before ?? "" else { return outcome }
    try FileReplacement.write(
      Array(text.utf8), to: paths.configFile, replacing: true, mode: mode(paths), unique: unique)
    outcome.isNewFile = before == nil
    return outcome
  }

  private static func changed(
    _ change: ConfigChange, _ text: String, _ config: Config, _ paths: Paths
  ) throws(ConfigurationProblem) -> String {
    if change.path.count > 1, change.path[0] == "profiles", config.profile(named: change.path[1]) == nil {
      throw problem(change, line: nil, "the file has no such profile", paths)
    }
    let changed: String
    do {
      changed = try ConfigEditor.changing(change, in: text)
    } catch {
      throw problem(change, line: error.line, byHand, paths)
    }
    // The result must be a valid config.
    do {
      _ = try ConfigReader.parse(changed, paths: paths)
    } catch {
      throw problem(change, line: nil, byHand, paths)
    }
    return changed
  }

  /// Keeps the mode of the file.
  private static func mode(_ paths: Paths) -> mode_t {
    let file = try? OpenDescriptor(opening: paths.configFile, O_RDONLY | O_NONBLOCK)
    return ((try? file?.metadata().mode) ?? 0o600) & 0o777
  }

  private static let byHand = "is written in a way that hooktop does not change; set it there by hand"

  private static func problem(_ change: ConfigChange, line: Int?, _ problem: String, _ paths: Paths)
    -> ConfigurationProblem
  {
    .config(
      path: paths.display(paths.configFile), line: line, key: change.path.joined(separator: "."), problem: problem)
  }
}

/// The result of changing keys of the config.
struct ConfigOutcome: Equatable {
  struct Refusal: Equatable {
    var change: ConfigChange
    var problem: ConfigurationProblem
  }

  /// What the file says now.
  var saved: [ConfigChange] = []
  var refused: [Refusal] = []
  /// Whether the file was made.
  var isNewFile = false
}
