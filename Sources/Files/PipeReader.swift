import Glibc

/// Reads a pipe, which gives its bytes once.
enum PipeReader {
  /// The first line, or all where the pipe ends before a line does.
  /// - Throws: `ETIMEDOUT` if neither came in time.
  static func firstLine(
    of pipe: OpenDescriptor, upTo count: Int, within wait: Duration
  ) throws(SystemError) -> [UInt8] {
    let deadline = ContinuousClock.now.advanced(by: wait)
    var bytes: [UInt8] = []
    // Byte by byte: what stands behind the line is left to whoever else reads the pipe.
    while bytes.count < count, bytes.last != UInt8(ascii: "\n") {
      // Never blocks: others may have the pipe open as well, so its flags stay as they are.
      guard try pipe.isReadable(until: deadline) else { throw SystemError(code: ETIMEDOUT) }
      var byte = UInt8(0)
      switch pipe.lend({ read($0, &byte, 1) }) {
      case 1: bytes.append(byte)
      case 0: return bytes
      default: if ![EINTR, EAGAIN].contains(errno) { throw .last }
      }
    }
    return bytes
  }
}

extension OpenDescriptor {
  /// The number in a path that leads to a descriptor of this process, such as `/dev/fd/63` or `/dev/stderr`.
  public static func givenNumber(_ path: String) -> Int32? {
    let standard = ["/dev/stdin": STDIN_FILENO, "/dev/stdout": STDOUT_FILENO, "/dev/stderr": STDERR_FILENO]
    if let number = standard[path] { return number }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count)).flatMap { $0 >= 0 ? $0 : nil }
    }
    return nil
  }

  /// A copy of a descriptor that stays open itself.
  public convenience init(copying number: Int32) throws(SystemError) {
    let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
    guard copy >= 0 else { throw .last }
    self.init(taking: copy)
  }

  /// Waits until a read would not wait.
  /// - Returns: false where the time is up.
  fileprivate func isReadable(until deadline: ContinuousClock.Instant) throws(SystemError) -> Bool {
    while true {
      let left = max(.zero, ContinuousClock.now.duration(to: deadline)).components
      let milliseconds = Int32(clamping: left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000 + 1)
      let ready = lend { number in
        var waiting = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, milliseconds)
      }
      if ready > 0 { return true }
      if ready < 0, errno != EINTR { throw .last }
      if ready == 0, ContinuousClock.now >= deadline { return false }
    }
  }
}
