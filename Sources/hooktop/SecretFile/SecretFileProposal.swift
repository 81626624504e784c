import Dashboard
import Foundation

/// Where a secret would go, and whether it can, before anything is made.
enum SecretFileProposal {
  /// The first free name made from the subscription's.
  static func make(name: String, url: String, _ paths: Paths) -> SecretFileCheck {
    let file = SecretFileName.suggestion(name: name.isEmpty ? nil : name, url: url) { candidate in
      // `lstat`, so that a dangling link counts as taken too.
      (try? FileManager.default.attributesOfItem(atPath: Paths.join(paths.secrets, candidate))) != nil
    }
    return check(paths.display(Paths.join(paths.secrets, file)), paths)
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
