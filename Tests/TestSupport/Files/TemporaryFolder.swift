import Foundation
import Glibc

/// A folder for one test, mode 0700, gone with the value.
public final class TemporaryFolder: Sendable {
  public let path: String

  public init() throws {
    var template = Array("/tmp/hooktop-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw TestFailure("no folder can be made in /tmp: error \(errno)") }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  public func join(_ name: String) -> String { path + "/" + name }

  @discardableResult
  public func write(_ text: String, to name: String, mode: UInt32 = 0o600) throws -> String {
    let file = join(name)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    chmod(file, mode)
    return file
  }

  /// - Parameter group: nil leaves ours.
  @discardableResult
  public func makeFolder(_ name: String, mode: UInt32 = 0o700, group: UInt32? = nil) throws -> String {
    guard mkdir(join(name), mode) == 0 else { throw TestFailure("\(name) cannot be made: error \(errno)") }
    if let group { chown(join(name), uid_t.max, group) }
    chmod(join(name), mode)
    return join(name)
  }

  public func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: join(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Everything below the folder by relative path, sorted.
  public var everything: [String] {
    (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
  }
}

/// Permission bits of a file, links not followed; nil where there is none.
public func mode(_ path: String) -> UInt32? {
  var facts = stat()
  return lstat(path, &facts) == 0 ? facts.st_mode & 0o7777 : nil
}
