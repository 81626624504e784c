public import Glibc
import Synchronization

// Files and folders of this machine: opened, judged, read, written, replaced and locked, each in one way for the whole
// program.
//
// Invariant: knows no format, no sentence and nothing of Fintoro. What is wrong is a value; whoever shows it has the
// words. All calls block: `BlockingWork` is the way to them from asynchronous code.

/// A file descriptor with its calls; unlocked and closed when nobody uses it any more.
public final class OpenDescriptor: Sendable {
  private struct State {
    var isOpen = true
    var isLocked = false
  }

  let number: Int32
  private let state = Mutex(State())

  public init(taking number: Int32) {
    self.number = number
  }

  /// Never survives into another program.
  public convenience init(opening path: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) {
    let number = open(path, flags | O_CLOEXEC, mode)
    guard number >= 0 else { throw .last }
    self.init(taking: number)
  }

  /// Opens what stands in this folder under a name.
  public func opening(_ name: String, _ flags: Int32, mode: mode_t = 0) throws(SystemError) -> OpenDescriptor {
    let opened = openat(number, name, flags | O_CLOEXEC, mode)
    guard opened >= 0 else { throw .last }
    return OpenDescriptor(taking: opened)
  }

  public func metadata() throws(SystemError) -> FileMetadata {
    var facts = stat()
    guard fstat(number, &facts) == 0 else { throw .last }
    return FileMetadata(facts)
  }

  /// Whether it was opened for writing.
  public var isWritable: Bool { lend { fcntl($0, F_GETFL) & O_ACCMODE != O_RDONLY } }

  /// Closes now. Some file systems report a failed write only here.
  public func close() throws(SystemError) {
    let before = state.withLock { state in
      defer { state = State(isOpen: false) }
      return state
    }
    guard before.isOpen else { return }
    // Not left to `close`: a child process being started holds a copy of the descriptor, and so the lock, until it runs
    // its own program.
    if before.isLocked { flock(number, LOCK_UN) }
    if Glibc.close(number) != 0, errno != EINTR { throw .last }
  }

  deinit { try? close() }

  /// For other calls: the descriptor is surely open while `body` runs.
  public func lend<Result>(_ body: (Int32) -> Result) -> Result {
    withExtendedLifetime(self) { body(number) }
  }
}

// MARK: Bytes

extension OpenDescriptor {
  /// The first bytes, at most so many.
  public func bytes(upTo count: Int) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: min(count, 65_536))
    while bytes.count < count {
      let got = pread(number, &part, min(part.count, count - bytes.count), off_t(bytes.count))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .last }
      if got == 0 { break }
      bytes += part[..<got]
    }
    return bytes
  }

  /// Nil where the file is empty.
  public func lastByte() throws(SystemError) -> UInt8? {
    let size = try metadata().size
    guard size > 0 else { return nil }
    var byte = UInt8(0)
    guard pread(number, &byte, 1, off_t(size - 1)) == 1 else { throw .last }
    return byte
  }

  /// Every line, without its end; the last one may have none. The file may be of any size.
  /// - Parameters:
  ///   - start: the byte to begin with.
  ///   - body: gets nil for a line longer than `maxLength` bytes. Empty lines are left out.
  public func forEachLine(
    upTo maxLength: Int, from start: Int = 0, _ body: (ArraySlice<UInt8>?) -> Void
  ) throws(SystemError) {
    var part = [UInt8](repeating: 0, count: 65_536)
    var line: [UInt8] = []
    // Whether bytes of the line were dropped.
    var isTooLong = false
    var offset = start
    func end() {
      if isTooLong { body(nil) } else if !line.isEmpty { body(line[...]) }
      line.removeAll(keepingCapacity: true)
      isTooLong = false
    }
    while true {
      let count = pread(number, &part, part.count, off_t(offset))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last }
      if count == 0 { return end() }
      offset += count
      var rest = part[..<count]
      while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
        add(rest[..<newline])
        end()
        rest = rest[(newline + 1)...]
      }
      add(rest)
    }
    func add(_ bytes: ArraySlice<UInt8>) {
      isTooLong = isTooLong || line.count + bytes.count > maxLength
      if !isTooLong { line += bytes }
    }
  }

  /// All of the bytes, from the file's beginning.
  public func overwrite(_ bytes: [UInt8]) throws(SystemError) {
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

  /// All of the bytes, where the descriptor stands: the end, where it was opened with `O_APPEND`.
  public func append(_ bytes: [UInt8]) throws(SystemError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(number, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .last }
      rest = rest.dropFirst(count)
    }
  }

  /// One line more, synced: behind a last line that was cut a new one is begun, else both would be lost. What was written
  /// is taken back where that fails.
  /// - Parameter line: with its end. The descriptor was opened with `O_APPEND`.
  public func appendLine(_ line: [UInt8]) throws(SystemError) {
    let size = try metadata().size
    let isWhole = try lastByte().map { $0 == UInt8(ascii: "\n") } ?? true
    do throws(SystemError) {
      try append((isWhole ? [] : [UInt8(ascii: "\n")]) + line)
      try sync()
    } catch {
      try? truncate(to: size)
      throw error
    }
  }

  public func truncate(to count: Int) throws(SystemError) {
    guard ftruncate(number, off_t(count)) == 0 else { throw .last }
  }

  public func setMode(_ mode: mode_t) throws(SystemError) {
    guard fchmod(number, mode) == 0 else { throw .last }
  }

  /// Bytes and size onto the disk.
  public func sync() throws(SystemError) {
    guard fsync(number) == 0 else { throw .last }
  }
}

// MARK: Locks

/// Advisory: they hold up those who ask for them, and nobody else. Of several descriptors of one file each counts, also
/// within one process. A disk that has none (Lustre, some NFS and FUSE) says so in several ways; here it is one,
/// `SystemError.noLocks`.
extension OpenDescriptor {
  /// Waits for the lock; held until `unlock` or the end of the descriptor. For short moments only.
  public func lock() throws(SystemError) {
    while flock(number, LOCK_EX) != 0 {
      if errno != EINTR { throw Self.lockError(errno) }
    }
    state.withLock { $0.isLocked = true }
  }

  /// - Returns: false where somebody else has the lock.
  public func tryLock(shared: Bool = false) throws(SystemError) -> Bool {
    guard flock(number, (shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
      guard errno == EWOULDBLOCK else { throw Self.lockError(errno) }
      return false
    }
    state.withLock { $0.isLocked = true }
    return true
  }

  /// Locks one byte until it is unlocked, or until the last descriptor of this opening is closed, also one that another
  /// program has got.
  /// - Parameter offset: from 0 on.
  /// - Returns: false where another opening has it. A disk without locks refuses nobody.
  public func tryLockByte(_ offset: Int64) throws(SystemError) -> Bool {
    if setLock(of: offset, F_WRLCK) { return true }
    if errno == EAGAIN || errno == EACCES { return false }
    let error = Self.lockError(errno)
    if error == .noLocks { return true }
    throw error
  }

  /// For every descriptor of this opening.
  public func unlockByte(_ offset: Int64) { _ = setLock(of: offset, F_UNLCK) }

  private func setLock(of offset: Int64, _ kind: Int32) -> Bool {
    var range = Glibc.flock()
    (range.l_type, range.l_whence) = (Int16(kind), Int16(SEEK_SET))
    (range.l_start, range.l_len) = (off_t(offset), 1)
    return fcntl(number, Self.setLockOfOpening, &range) == 0
  }

  /// `F_OFD_SETLK` of Linux, which Swift does not import.
  private static let setLockOfOpening: Int32 = 37

  /// A lock for reading. A disk without locks needs none: the worst that is read there is half a line.
  public func lockToRead() throws(SystemError) {
    while flock(number, LOCK_SH) != 0 {
      if errno == EINTR { continue }
      let error = Self.lockError(errno)
      if error == .noLocks { return }
      throw error
    }
    state.withLock { $0.isLocked = true }
  }

  private static func lockError(_ code: Int32) -> SystemError {
    [ENOLCK, ENOSYS, EOPNOTSUPP, EINVAL].contains(code) ? .noLocks : SystemError(code: code)
  }

  public func unlock() {
    flock(number, LOCK_UN)
    state.withLock { $0.isLocked = false }
  }
}
