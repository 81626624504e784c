import Foundation
import Glibc

@testable import hooktop

/// A folder for one test, mode 0700, gone with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/hooktop-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemError.last }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var paths: Paths { Paths(home: path, allUnder: path) }

  func join(_ name: String) -> String { Paths.join(path, name) }

  @discardableResult
  func write(_ text: String, to name: String, mode: mode_t = 0o600) throws -> String {
    let file = join(name)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    chmod(file, mode)
    return file
  }

  @discardableResult
  func makeFolder(_ name: String, mode: mode_t = 0o700) throws -> String {
    guard mkdir(join(name), mode) == 0 else { throw SystemError.last }
    chmod(join(name), mode)
    return join(name)
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: join(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Everything below the folder by relative path, sorted.
  var everything: [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
  }
}

/// Permission bits of a file, links not followed; nil where there is none.
func mode(_ path: String) -> mode_t? {
  try? OpenDescriptor(opening: "/", O_RDONLY | O_DIRECTORY).facts(of: path).mode
}
