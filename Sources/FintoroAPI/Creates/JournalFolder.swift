#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif
import Foundation

/// The journal's folder, open and found to be ours alone to write in.
///
/// Making, claiming and listing entries happens under the folder's own lock, for a moment each: so nobody mistakes a
/// glance at a file's lock for somebody at work on it.
final class JournalFolder: Sendable {
  let file: OpenFile

  private init(_ file: OpenFile) {
    self.file = file
  }

  var path: String { file.path }

  /// The folder where it is there already; nil where it is not.
  static func existing(_ path: String) throws(JournalProblem) -> JournalFolder? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw OpenFile.problem("opened as a folder (a symbolic link is refused)", path)
    }
    let file = OpenFile(descriptor, path: path)
    let status = try file.status()
    guard status.st_uid == geteuid() else {
      throw JournalProblem(.file, "\(path) belongs to another user; the journal of creates must be your own")
    }
    guard status.st_mode & 0o022 == 0 else {
      throw JournalProblem(.file, "\(path) can be written by others; run chmod 700 \(path)")
    }
    return JournalFolder(file)
  }

  /// The folder, made for its owner alone where it is missing, with those above it, each synced into the one above.
  static func make(_ path: String) throws(JournalProblem) -> JournalFolder {
    if let folder = try existing(path) { return folder }
    try makeFolders(path[...])
    guard let folder = try existing(path) else { throw OpenFile.problem("made", path, ENOENT) }
    return folder
  }

  private static func makeFolders(_ path: Substring) throws(JournalProblem) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let above = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : path[..<$0] } ?? "."
    if access(String(above), F_OK) != 0, above != path { try makeFolders(above) }
    guard mkdir(String(path), 0o700) == 0 || errno == EEXIST else { throw OpenFile.problem("made", String(path)) }
    let descriptor = open(String(above), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw OpenFile.problem("opened", String(above)) }
    try OpenFile(descriptor, path: String(above)).sync()
  }

  func withLock<Value>(_ work: () throws(JournalProblem) -> Value) throws(JournalProblem) -> Value {
    try file.lock()
    defer { file.unlock() }
    return try work()
  }

  /// The names of the entries' files.
  func names() throws(JournalProblem) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path)
        .filter { $0.hasSuffix(KeyFileName.suffix) && !$0.hasPrefix(".") }.sorted()
    } catch {
      throw JournalProblem(.file, "\(path) cannot be listed: \(error.localizedDescription)")
    }
  }

  /// Opens a file of the folder that is safe to use: a plain file of our own, never through a link.
  /// - Returns: nil where there is none of the name.
  func openFile(_ name: String, _ flags: Int32) throws(JournalProblem) -> OpenFile? {
    let path = "\(path)/\(name)"
    // Without waiting: a named pipe in the folder must not hold anybody up.
    let descriptor = openat(file.descriptor, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      if errno == ELOOP { throw JournalProblem(.file, path, cannotBe: "used", "it is a symbolic link") }
      throw OpenFile.problem("opened", path)
    }
    let file = OpenFile(descriptor, path: path)
    let status = try file.status()
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw JournalProblem(.file, path, cannotBe: "used", "it is not a plain file")
    }
    guard status.st_uid == geteuid() else {
      throw JournalProblem(.file, path, cannotBe: "used", "it belongs to another user")
    }
    return file
  }

  func has(_ name: String) -> Bool {
    var status = stat()
    return fstatat(file.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
  }

  func holds(_ file: OpenFile, as name: String) throws(JournalProblem) -> Bool {
    let own = try file.status()
    var status = stat()
    return fstatat(self.file.descriptor, name, &status, AT_SYMLINK_NOFOLLOW) == 0
      && status.st_ino == own.st_ino && status.st_dev == own.st_dev
  }

  /// - Parameter other: where it goes to; nil stays in this folder.
  func rename(_ name: String, to newName: String, in other: JournalFolder? = nil) throws(JournalProblem) {
    let other = other ?? self
    guard renameat(file.descriptor, name, other.file.descriptor, newName) == 0 else {
      throw OpenFile.problem("put in its place", "\(other.path)/\(newName)")
    }
  }

  func remove(_ name: String) throws(JournalProblem) {
    guard unlinkat(file.descriptor, name, 0) == 0 || errno == ENOENT else {
      throw OpenFile.problem("removed", "\(path)/\(name)")
    }
  }
}
