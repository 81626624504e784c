import Files
import Glibc

/// Paths of hooktop's files, by the XDG base directory rules. Makes nothing.
struct Paths: Equatable, Sendable {
  /// The user's home folder, which `~` stands for. Nil if there is none.
  var home: String?
  /// `config.toml`, tokens and the user's own themes.
  var config: String
  /// The secrets.
  var data: String
  /// Creates that may have happened.
  var state: String
  /// What can be fetched again at any time.
  var cache: String

  /// - Parameter accountHome: used if `HOME` is not set. Nil if the account has none.
  /// - Throws: if no variable names a folder and there is no home folder for it.
  init(
    environment: [String: String], accountHome: String? = Paths.accountHome()
  ) throws(ConfigurationProblem) {
    func absolute(_ variable: String) -> String? { environment[variable].flatMap { $0.hasPrefix("/") ? $0 : nil } }
    let home = absolute("HOME") ?? accountHome
    func folder(_ variable: String, _ fallback: String) throws(ConfigurationProblem) -> String {
      // By the XDG rules a relative path counts as not set.
      if let value = absolute(variable) { return Paths.join(value, "hooktop") }
      guard let home else {
        throw .variable(
          "HOME",
          problem: "is not set, and this user has no home folder: set HOME, or set XDG_CONFIG_HOME, "
            + "XDG_DATA_HOME and XDG_STATE_HOME to folders of your own")
      }
      return Paths.join(Paths.join(home, fallback), "hooktop")
    }
    self.home = home
    config = try folder("XDG_CONFIG_HOME", ".config")
    data = try folder("XDG_DATA_HOME", ".local/share")
    state = try folder("XDG_STATE_HOME", ".local/state")
    // Never missed: a service has often the other three alone.
    cache =
      (absolute("XDG_CACHE_HOME") ?? home.map { Paths.join($0, ".cache") }).map { Paths.join($0, "hooktop") }
      ?? Paths.join(state, "cache")
  }

  /// Everything under one folder, for the demo.
  init(home: String?, allUnder folder: String) {
    self.home = home
    config = Paths.join(folder, "config")
    data = Paths.join(folder, "data")
    state = Paths.join(folder, "state")
    cache = Paths.join(folder, "cache")
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
  /// Gaps, and what people decided about them.
  var gaps: String { Paths.join(state, "gaps.jsonl") }
  /// What was seen of subscriptions.
  var history: String { Paths.join(state, "history.sqlite") }
  /// The pins of profiles to companies.
  var companies: String { Paths.join(state, "companies.json") }
  /// What was typed into forms and not sent yet.
  var drafts: String { Paths.join(state, "drafts") }

  /// The last list of each connection.
  var lists: String { Paths.join(cache, "lists") }
  /// What `watch` knows of each connection.
  var watch: String { Paths.join(state, "watch") }

  /// A typed path as an absolute one. `~` is the home folder; other relative paths start from `folder`.
  /// - Parameter folder: the working folder. Nil if it was removed.
  func absolute(_ typed: String, from folder: String?) throws(PathProblem) -> String {
    if typed.hasPrefix("/") { return typed }
    if typed == "~" || typed.hasPrefix("~/") {
      guard let home else { throw .noHome(typed) }
      return typed == "~" ? home : Paths.join(home, String(typed.dropFirst(2)))
    }
    guard let folder else { throw .noWorkingFolder(typed) }
    return Paths.join(folder, typed)
  }

  /// The path for people, with `~` for the home folder.
  func display(_ path: String) -> String {
    guard let home, isAtHome(path) else { return path }
    return path == home ? "~" : "~" + path.dropFirst(home.count)
  }

  /// The path as it can be pasted into a shell.
  func shellWord(_ path: String) -> String {
    let isPlain = path.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+@%:".contains($0)) }
    return isPlain
      ? display(path)
      : "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// Whether it is the home folder or below it. A home of `/` is nobody's own.
  func isAtHome(_ path: String) -> Bool {
    guard let home, home != "/" else { return false }
    return path == home || path.hasPrefix(home + "/")
  }

  static func join(_ folder: String, _ name: String) -> String {
    FilePath.join(folder, name)
  }

  /// Nil if the user has no account entry, as in containers, or an entry without a home.
  static func accountHome() -> String? {
    guard let entry = getpwuid(geteuid()), let folder = entry.pointee.pw_dir else { return nil }
    let home = String(cString: folder)
    return home.hasPrefix("/") ? home : nil
  }

  /// Nil if the working folder was removed or cannot be reached.
  static func currentFolder() -> String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    let folder = String(cString: path)
    return folder.hasPrefix("/") ? folder : nil
  }
}

/// The reason why a typed path leads nowhere.
enum PathProblem: Error, Equatable, Sendable {
  case noHome(String)
  case noWorkingFolder(String)

  var sentence: String {
    switch self {
    case .noHome(let path):
      "\(path) leads nowhere: there is no home folder. Set HOME, or give a path that starts with /."
    case .noWorkingFolder(let path):
      "\(path) leads nowhere: the folder that hooktop was started in is not there any more. Give a path that starts with /."
    }
  }
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
