#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An open file or folder with the calls that the journal needs; closed, and so unlocked, when it is let go.
final class OpenFile: Sendable {
  let descriptor: Int32
  /// For sentences.
  let path: String

  init(_ descriptor: Int32, path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    // Told, not left to `close`: a child process being started holds a copy of the descriptor, and so the lock, until
    // it runs its own program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }

  /// The system's reason for the last failed call, as a problem.
  static func problem(_ what: String, _ path: String, _ code: Int32 = errno) -> JournalProblem {
    JournalProblem(.file, path, cannotBe: what, String(cString: strerror(code)))
  }

  func status() throws(JournalProblem) -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.problem("looked at", path) }
    return status
  }

  func sync() throws(JournalProblem) {
    guard fsync(descriptor) == 0 else { throw Self.problem("synced", path) }
  }

  /// Waits for the lock; used for short moments only.
  func lock() throws(JournalProblem) {
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw Self.problem("locked", path) }
    }
  }

  /// - Returns: false where somebody else has the lock.
  func tryLock(shared: Bool = false) throws(JournalProblem) -> Bool {
    if flock(descriptor, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw Self.problem("locked", path) }
    return false
  }

  func unlock() {
    flock(descriptor, LOCK_UN)
  }

  /// - Returns: nil where there are more than `limit` bytes.
  func contents(limit: Int) throws(JournalProblem) -> [UInt8]? {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = pread(descriptor, &part, part.count, off_t(bytes.count))
      if count == 0 { return bytes }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Self.problem("read", path) }
      bytes += part[..<count]
    }
    return nil
  }

  /// Nil where the file is empty.
  func lastByte() throws(JournalProblem) -> UInt8? {
    let length = try status().st_size
    guard length > 0 else { return nil }
    var byte = UInt8(0)
    guard pread(descriptor, &byte, 1, length - 1) == 1 else { throw Self.problem("read", path) }
    return byte
  }

  /// Writes everything at the end and syncs it. What was written of it is taken back where that fails.
  func append(_ bytes: [UInt8]) throws(JournalProblem) {
    let length = try status().st_size
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let problem = Self.problem("written", path)
        _ = ftruncate(descriptor, length)
        throw problem
      }
      rest = rest.dropFirst(count)
    }
    try sync()
  }
}
