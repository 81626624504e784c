import Foundation
import Glibc
import TestSupport

extension PseudoTerminal {
  /// Reads no more and makes the program draw until the terminal takes nothing any more.
  func fill() async throws {
    stopReading()
    let terminal = open(try path(), O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
    guard terminal >= 0 else { throw TestFailure("the terminal cannot be opened: error \(errno)") }
    defer { close(terminal) }
    let deadline = ContinuousClock.now + patience
    var looks = 0
    var isLarge = false
    // Several looks, because it takes nothing either while somebody else's bytes are being taken.
    while looks < 5 {
      var asked = pollfd(fd: terminal, events: Int16(POLLOUT), revents: 0)
      looks = poll(&asked, 1, 0) == 0 ? looks + 1 : 0
      isLarge.toggle()
      if looks == 0 { resize(isLarge ? large : small) }
      guard ContinuousClock.now < deadline else { throw TestFailure("the terminal never became full") }
      // Nothing tells that a terminal has become full.
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// Waits until the program has taken all that was typed.
  func waitUntilKeysAreRead() async throws {
    let deadline = ContinuousClock.now + patience
    while unreadInput > 0 {
      guard ContinuousClock.now < deadline else { throw TestFailure("the keys were never read") }
      // Nothing tells that somebody has read.
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Where the terminal lies, by the number that the system knows of the program's controlling terminal.
  private func path() throws -> String {
    let status = try String(contentsOfFile: "/proc/\(processID)/stat", encoding: .utf8)
    // Behind the name, which may have blanks and brackets: state, parent, group, session, terminal.
    let fields = status[(status.lastIndex(of: ")") ?? status.startIndex)...].split(separator: " ")
    guard fields.count > 5, let device = Int(fields[5]) else { throw TestFailure("no terminal in \(status)") }
    // Of a device number, the lowest eight bits and those from the twentieth on count within its kind.
    return "/dev/pts/\(device & 0xFF | (device >> 12) & 0xFFF00)"
  }
}
