import Dashboard
import Files

/// Where a secret would go, and whether it can, before anything is made.
enum SecretFileProposal {
  /// The first free name made from the subscription's.
  static func make(name: String, url: String, _ paths: Paths) -> SecretFileCheck {
    check(paths.display(path(name: name, url: url, paths)), paths)
  }

  /// The same as an absolute path, not checked.
  static func path(name: String, url: String, _ paths: Paths) -> String {
    let file = SecretFileName.suggestion(name: name.isEmpty ? nil : name, url: url) { candidate in
      FilePath.exists(Paths.join(paths.secrets, candidate))
    }
    return Paths.join(paths.secrets, file)
  }

  /// - Parameter typed: as a person writes it, with `~`.
  static func check(_ typed: String, _ paths: Paths) -> SecretFileCheck {
    guard !typed.isEmpty else {
      return SecretFileCheck(path: typed, problem: "a path is needed, for example ~/erp.secret")
    }
    let path = paths.absolute(typed, from: Paths.currentFolder())
    return SecretFileCheck(path: typed, problem: SecretFile.problem(reserving: path)?.sentence(paths))
  }
}
