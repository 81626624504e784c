import Glibc
import Synchronization

/// A pipe whose own end never blocks, closed at the latest when nobody holds it.
final class Pipe {
  private(set) var readEnd: Int32
  private(set) var writeEnd: Int32
  private(set) var isAtEnd = false

  init() throws {
    var ends: [Int32] = [0, 0]
    let isMade = descriptorLock.withLock { _ in
      guard pipe(&ends) == 0 else { return false }
      keepFromPrograms(ends)
      return true
    }
    guard isMade else { throw TestFailure("a pipe cannot be made: error \(errno)") }
    (readEnd, writeEnd) = (ends[0], ends[1])
  }

  deinit {
    closeReadEnd()
    closeWriteEnd()
  }

  /// Everything there is at the moment.
  func readAll(into bytes: inout [UInt8]) {
    guard !isAtEnd else { return }
    _ = fcntl(readEnd, F_SETFL, O_NONBLOCK)
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(readEnd, &buffer, buffer.count)
      guard count > 0 else {
        isAtEnd = count == 0
        return
      }
      bytes += buffer[..<count]
    }
  }

  /// - Returns: how many bytes are done with: those that were taken, or all when nobody reads any more.
  func write(_ bytes: ArraySlice<UInt8>) -> Int {
    _ = fcntl(writeEnd, F_SETFL, O_NONBLOCK)
    // A reader that went away is an answer here and no reason to end.
    signal(SIGPIPE, SIG_IGN)
    let count = bytes.withUnsafeBytes { Glibc.write(writeEnd, $0.baseAddress, $0.count) }
    return count >= 0 ? count : errno == EAGAIN || errno == EINTR ? 0 : bytes.count
  }

  func closeReadEnd() {
    if readEnd >= 0 { close(readEnd) }
    readEnd = -1
  }

  func closeWriteEnd() {
    if writeEnd >= 0 { close(writeEnd) }
    writeEnd = -1
  }
}
