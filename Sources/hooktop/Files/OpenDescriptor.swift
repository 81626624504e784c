import Glibc
import Synchronization

/// A file descriptor with its calls, closed when nobody uses it any more.
final class OpenDescriptor: Sendable {
  private let number: Int32
  private let isOpen = Mutex(true)

  init(taking number: Int32) {
    self.number = number
  }

  /// Never survives into another program.
  convenience init(opening path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) {
    let number = open(path, flags | O_CLOEXEC, mode)
    guard number >= 0 else { throw .last }
    self.init(taking: number)
  }

  /// Opens what stands in this folder under a name.
  func opening(_ name: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) -> OpenDescriptor {
    let opened = openat(number, name, flags | O_CLOEXEC, mode)
    guard opened >= 0 else { throw .last }
    return OpenDescriptor(taking: opened)
  }

  func facts() throws(SystemError) -> FileMetadata {
    var facts = stat()
    guard fstat(number, &facts) == 0 else { throw .last }
    return FileMetadata(facts)
  }

  /// What stands in this folder under a name, links not followed.
  func facts(of name: String) throws(SystemError) -> FileMetadata {
    var facts = stat()
    guard fstatat(number, name, &facts, AT_SYMLINK_NOFOLLOW) == 0 else { throw .last }
    return FileMetadata(facts)
  }

  /// From the beginning; what is longer is cut.
  func contents(upTo longest: Int) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: longest)
    var count = 0
    while count < longest {
      let more = bytes.withUnsafeMutableBytes {
        pread(number, $0.baseAddress?.advanced(by: count), longest - count, off_t(count))
      }
      if more < 0, errno == EINTR { continue }
      guard more >= 0 else { throw .last }
      if more == 0 { break }
      count += more
    }
    return Array(bytes.prefix(count))
  }

  /// All of the bytes, from the file's beginning.
  func overwrite(_ bytes: [UInt8]) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        pwrite(number, $0.baseAddress?.advanced(by: done), bytes.count - done, off_t(done))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last }
      done += count
    }
  }

  /// All of the bytes, where the descriptor stands.
  func append(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last }
      rest = rest.dropFirst(count)
    }
  }

  /// One byte, for a look at the end.
  func byte(at offset: Int) throws(SystemError) -> UInt8 {
    var byte = UInt8(0)
    guard pread(number, &byte, 1, off_t(offset)) == 1 else { throw .last }
    return byte
  }

  /// Waits for the lock; held until the descriptor is closed. For short moments only.
  func lock() throws(SystemError) {
    while flock(number, LOCK_EX) != 0 {
      if errno != EINTR { throw .last }
    }
  }

  /// - Returns: false where somebody else has the lock.
  func tryLock() throws(SystemError) -> Bool {
    if flock(number, LOCK_EX | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw .last }
    return false
  }

  func truncate(to count: Int) throws(SystemError) {
    guard ftruncate(number, off_t(count)) == 0 else { throw .last }
  }

  func setMode(_ mode: mode_t) throws(SystemError) {
    guard fchmod(number, mode) == 0 else { throw .last }
  }

  /// Onto the disk. A folder's descriptor syncs its names.
  func sync() throws(SystemError) {
    guard fsync(number) == 0 else { throw .last }
  }

  /// Closes now and hears what the file system says: some report a failed write only here.
  func close() throws(SystemError) {
    let wasOpen = isOpen.withLock { isOpen in
      defer { isOpen = false }
      return isOpen
    }
    if wasOpen, Glibc.close(number) != 0, errno != EINTR { throw .last }
  }

  deinit { try? close() }
}

// What is done to the names in a folder.
extension OpenDescriptor {
  /// `__O_TMPFILE` of <fcntl.h>.
  private static let unnamed: Int32 = 0o20000000

  /// A new file on the folder's disk that has no name yet: without one it is gone with its descriptor.
  func makeUnnamedFile(mode: mode_t) throws(SystemError) -> OpenDescriptor {
    try opening(".", Self.unnamed | O_DIRECTORY | O_RDWR, mode: mode)
  }

  /// Gives a file without a name one in this folder, never in place of another.
  func give(_ name: String, to file: OpenDescriptor) throws(SystemError) {
    guard linkat(AT_FDCWD, "/proc/self/fd/\(file.number)", number, name, AT_SYMLINK_FOLLOW) == 0 else { throw .last }
  }

  func makeFolder(_ name: String) throws(SystemError) {
    guard mkdirat(number, name, 0o700) == 0 else { throw .last }
  }

  func remove(_ name: String, isFolder: Bool = false) throws(SystemError) {
    guard unlinkat(number, name, isFolder ? AT_REMOVEDIR : 0) == 0 else { throw .last }
  }

  func rename(_ name: String, to other: String) throws(SystemError) {
    guard renameat(number, name, number, other) == 0 else { throw .last }
  }

  /// Where this symbolic link leads.
  func linkTarget() throws(SystemError) -> String {
    var buffer = [CChar](repeating: 0, count: 4_097)
    let count = readlinkat(number, "", &buffer, buffer.count)
    guard count >= 0 else { throw .last }
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether this process may make and remove names in the folder.
  func checkWritable() throws(SystemError) {
    guard faccessat(number, ".", W_OK | X_OK, AT_EACCESS) == 0 else { throw .last }
  }

  /// Bytes that are free for this user.
  func freeSpace() throws(SystemError) -> UInt64 {
    var facts = statvfs()
    guard fstatvfs(number, &facts) == 0 else { throw .last }
    return UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
  }

  // For other calls the descriptor is lent, and surely open meanwhile.
  func lend<Result>(_ body: (Int32) -> Result) -> Result {
    withExtendedLifetime(self) { body(number) }
  }
}
