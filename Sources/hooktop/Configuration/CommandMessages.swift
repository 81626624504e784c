import Files
import Glibc

/// What a command writes to its standard error: passed on as it comes, so that a question on a device or a web page to
/// visit is seen in time; or kept, where a whole screen would be written over.
struct CommandMessages {
  private let source: OpenDescriptor
  private let passOn: (([UInt8]) -> Void)?
  private var isOpen = true
  /// The newest bytes.
  private var end: [UInt8] = []

  /// - Parameters:
  ///   - source: the end of a pipe to read from; from now on reading it never waits.
  ///   - passOn: nil keeps what is said.
  init(from source: OpenDescriptor, to passOn: (([UInt8]) -> Void)?) {
    self.source = source
    self.passOn = passOn
    source.lend { _ = fcntl($0, F_SETFL, fcntl($0, F_GETFL) | O_NONBLOCK) }
  }

  static func toStandardError(_ bytes: [UInt8]) {
    // Where stderr itself is gone nothing can be done about it.
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// What there is to know of why a command failed, as a clause.
  var clause: String {
    let lines = String(decoding: end, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return "it said nothing about why" }
    return passOn == nil ? "it said “\(last)”" : "its own message stands above"
  }

  /// For a poll that waits for the command: ready when there is something to pass on.
  var awaited: pollfd { pollfd(fd: isOpen ? source.lend { $0 } : -1, events: Int16(POLLIN), revents: 0) }

  /// Passes on what is there, and never waits for more.
  mutating func pass() {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while isOpen {
      let count = source.lend { read($0, &buffer, buffer.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else { return isOpen = false }
      end = (end + buffer.prefix(count)).suffix(300)
      passOn?(Array(buffer.prefix(count)))
    }
  }
}
