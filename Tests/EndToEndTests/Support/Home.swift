// The built program as people meet it: on real terminals, over real HTTP, with real files.
//
// Invariant: nothing of the program is imported; what these tests know of it they have seen or found on the disk.

import FintoroSandbox
import Foundation
import TestSupport
import Testing

/// Where the built program lies.
let hooktop = BuiltProduct.path("hooktop")

/// The home folder of somebody who has never run hooktop, gone with the test.
final class Home: Sendable {
  let path: String

  init() throws {
    // Short, because a path of 107 bytes is as long as a socket's may be.
    var template = Array("/tmp/ht-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestFailure("no folder can be made in /tmp: error \(errno)") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var configFile: String { path + "/config/hooktop/config.toml" }
  var themes: String { path + "/config/hooktop/themes" }
  var secrets: String { path + "/data/hooktop/secrets" }
  var creates: String { path + "/state/hooktop/creates" }
  /// Where programs put what they need for a while.
  var temporary: String { path + "/tmp" }

  /// What a program needs to know of this home, and of nothing else.
  var environment: [String: String] {
    [
      "HOME": path, "XDG_CONFIG_HOME": path + "/config", "XDG_DATA_HOME": path + "/data",
      "XDG_STATE_HOME": path + "/state", "TMPDIR": temporary,
    ]
  }

  /// The same with an account at that address, whose answers may be late: the server shares this machine with all tests.
  func environment(at baseURL: String, token: String = SandboxTokens.write) -> [String: String] {
    environment.merging([
      "HOOKTOP_BASE_URL": baseURL, "HOOKTOP_TOKEN": token, "HOOKTOP_TIMEOUT": String(patience.components.seconds),
    ]) { $1 }
  }

  /// Writes a file that only its owner can read, with the folders above it.
  func write(_ text: String, to file: String) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
  }

  /// The names in a folder, sorted; none where there is no folder.
  func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Everything below the home, by path from it; folders that hold something are left out.
  var everything: [String] {
    (FileManager.default.subpaths(atPath: path) ?? []).filter { names(in: path + "/" + $0).isEmpty }.sorted()
  }

  /// The permission bits of a file.
  func mode(of file: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  /// What a file holds, every byte.
  func contents(of file: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
  }
}
