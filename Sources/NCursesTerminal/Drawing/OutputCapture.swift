internal import CNCurses
import Glibc

/// A file in memory that ncurses writes to instead of the terminal.
///
/// ncurses hands a frame out in many pieces, flushing at every character beyond ASCII, and blocks where the terminal does
/// not read. Collected here a frame is one piece, which is sent without blocking. In memory, because a secret may be on
/// the screen; a file and no pipe, because nobody reads while ncurses writes.
struct OutputCapture {
  /// ncurses writes to this. It is the terminal until `begin`, because ncurses asks it for its settings.
  let descriptor: Int32
  private let memory: Int32

  /// - Returns: nil when the system has no descriptor left.
  init?(of terminal: Int32) {
    let copy = fcntl(terminal, F_DUPFD_CLOEXEC, 3)
    let file = hooktop_memory_file()
    guard copy >= 0, file >= 0 else {
      [copy, file].filter { $0 >= 0 }.forEach { Glibc.close($0) }
      return nil
    }
    (descriptor, memory) = (copy, file)
  }

  /// From now on what ncurses writes is collected.
  func begin() { _ = dup3(memory, descriptor, O_CLOEXEC) }

  /// What ncurses has written since the last call.
  func take() -> [UInt8] {
    // The position is shared by both descriptors and stands behind the last byte.
    let count = Int(lseek(memory, 0, SEEK_CUR))
    guard count > 0 else { return [] }
    lseek(memory, 0, SEEK_SET)
    return Array(unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let read = pread(memory, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(filled))
        guard read > 0 else { break }
        filled += read
      }
    }
  }

  func close() {
    Glibc.close(descriptor)
    Glibc.close(memory)
  }
}
