import FintoroSandbox
import Foundation
import TestSupport

@testable import hooktop

/// The home folder of somebody whose create is tried, gone with the value. The same for the built program and for its
/// parts in this process.
final class TrialHome: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/hooktop-trial-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestFailure("no folder can be made in /tmp: error \(errno)") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// What a program needs to know of this home, and of nothing else.
  var environment: [String: String] {
    [
      "HOME": path, "XDG_CONFIG_HOME": path + "/config", "XDG_DATA_HOME": path + "/data",
      "XDG_STATE_HOME": path + "/state", "TMPDIR": path,
    ]
  }

  /// The same with an account at that address, whose answers may be late: the server shares this machine with all tests.
  func environment(at baseURL: String, token: String = SandboxTokens.write) -> [String: String] {
    environment.merging([
      "HOOKTOP_BASE_URL": baseURL, "HOOKTOP_TOKEN": token, "HOOKTOP_TIMEOUT": String(patience.components.seconds),
    ]) { $1 }
  }

  var paths: Paths {
    var paths = Paths(home: path, allUnder: path)
    (paths.config, paths.data, paths.state) = (
      path + "/config/hooktop", path + "/data/hooktop", path + "/state/hooktop"
    )
    return paths
  }
  /// Where trials want their secret.
  var secretFile: String { path + "/data/erp.secret" }

  /// The journal's files.
  var entryFiles: [String] { everything.filter { $0.hasPrefix("state/hooktop/creates/") && $0.hasSuffix(".jsonl") } }

  /// Everything below the home, by path from it, sorted: folders too.
  var everything: [String] { (FileManager.default.subpaths(atPath: path) ?? []).sorted() }

  /// - Parameter name: as `everything` has it.
  func bytes(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: path + "/" + name).map { [UInt8]($0) } }

  /// A picture of the disk: every path with its kind, mode and bytes.
  var picture: [String: String] {
    Dictionary(
      uniqueKeysWithValues: everything.map { name in
        let facts = try? FileManager.default.attributesOfItem(atPath: path + "/" + name)
        let (kind, mode) = (facts?[.type] as? FileAttributeType, facts?[.posixPermissions] as? Int)
        let bytes = kind == .typeRegular ? bytes(name).map { String(decoding: $0, as: UTF8.self) } : nil
        return (name, "\(kind?.rawValue ?? "?") \(String(mode ?? 0, radix: 8)) \(bytes ?? "")")
      })
  }
}
