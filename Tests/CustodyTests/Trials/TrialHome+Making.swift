import Foundation
import Glibc
import Testing

/// What a test puts into the home before a trial, by path from it; folders on the way are made.
extension TrialHome {
  func makeFolder(_ name: String, mode: mode_t = 0o700, owner: uid_t? = nil) throws {
    try FileManager.default.createDirectory(
      atPath: path + "/" + name, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try #require(chmod(path + "/" + name, mode) == 0)
    if let owner { try #require(chown(path + "/" + name, owner, owner) == 0) }
  }

  func write(_ text: String, to name: String) throws {
    try makeFolder((name as NSString).deletingLastPathComponent)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
    try #require(chmod(path + "/" + name, 0o600) == 0)
  }

  func link(_ name: String, to target: String) throws {
    try makeFolder((name as NSString).deletingLastPathComponent)
    try #require(symlink(target, path + "/" + name) == 0)
  }
}
