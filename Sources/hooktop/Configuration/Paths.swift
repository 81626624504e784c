import Files
import Foundation

/// Paths of hooktop's files, by the XDG base directory rules. Makes nothing.
struct Paths: Equatable, Sendable {
  /// The user's home folder, which `~` stands for.
  var home: String
  /// `config.toml`, tokens and the user's own themes.
  var config: String
  /// The secrets.
  var data: String
  /// Creates that may have happened.
  var state: String

  /// - Parameter accountHome: used if `HOME` is not set.
  init(environment: [String: String], accountHome: String = Paths.accountHome()) {
    let given = environment["HOME"] ?? ""
    let home = given.hasPrefix("/") ? given : accountHome
    func folder(_ variable: String, _ fallback: String) -> String {
      // By the XDG rules a relative path counts as not set.
      let value = environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home + "/" + fallback
      return Paths.join(value, "hooktop")
    }
    self.home = home
    config = folder("XDG_CONFIG_HOME", ".config")
    data = folder("XDG_DATA_HOME", ".local/share")
    state = folder("XDG_STATE_HOME", ".local/state")
  }

  /// Everything under one folder, for the demo.
  init(home: String, allUnder folder: String) {
    self.home = home
    config = Paths.join(folder, "config")
    data = Paths.join(folder, "data")
    state = Paths.join(folder, "state")
  }

  var configFile: String { Paths.join(config, "config.toml") }
  var tokens: String { Paths.join(config, "tokens") }
  var themes: String { Paths.join(config, "themes") }
  var secrets: String { Paths.join(data, "secrets") }
  /// Exists once the hints for a first run were seen.
  var tourSeen: String { Paths.join(state, "tour-seen") }
  var creates: String { Paths.join(state, "creates") }
  /// The ledger of custody.
  var ledger: String { Paths.join(state, "custody.jsonl") }
  /// The pins of profiles to companies.
  var companies: String { Paths.join(state, "companies.json") }
  /// What was typed into forms and not sent yet.
  var drafts: String { Paths.join(state, "drafts") }

  /// A typed path as an absolute one. `~` is the home folder; other relative paths start from `folder`.
  func absolute(_ typed: String, from folder: String) -> String {
    if typed == "~" { return home }
    if typed.hasPrefix("~/") { return Paths.join(home, String(typed.dropFirst(2))) }
    return typed.hasPrefix("/") ? typed : Paths.join(folder, typed)
  }

  /// The path for people, with `~` for the home folder.
  func display(_ path: String) -> String {
    if path == home { return "~" }
    return home != "/" && path.hasPrefix(home + "/") ? "~" + path.dropFirst(home.count) : path
  }

  /// The path as it can be pasted into a shell.
  func shellWord(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+@%:".contains($0)) }
    return isPlain
      ? display(path)
      : "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// Whether it is the home folder or below it. A home of `/` is nobody's own.
  func isAtHome(_ path: String) -> Bool { home != "/" && (path == home || path.hasPrefix(home + "/")) }

  static func join(_ folder: String, _ name: String) -> String {
    FilePath.join(folder, name)
  }

  static func accountHome() -> String { NSHomeDirectoryForUser(NSUserName()) ?? "/" }

  static func currentFolder() -> String { FileManager.default.currentDirectoryPath }
}

extension Paths {
  /// Every folder through which somebody else could change what these folders hold; those of hooktop's own places are
  /// named with them, so that all are told at once. Nil where there is none. Blocks.
  func unsafeFolders(_ folders: [String]) -> FolderProblem? {
    let asked = Self.unsafe(folders)
    if asked.isEmpty { return nil }
    let others = Self.unsafe([config, tokens, secrets, state, creates]).filter { folder in
      !asked.contains { $0.path == folder.path }
    }
    return .unsafe(asked + others)
  }

  private static func unsafe(_ folders: [String]) -> [UnsafeFolder] {
    folders.flatMap { SafeFolder.problem($0)?.unsafeFolders ?? [] }.reduce(into: []) { unsafe, folder in
      if !unsafe.contains(where: { $0.path == folder.path }) { unsafe.append(folder) }
    }
  }
}
