import Files
import Glibc

/// The end of a pipe that a command writes to, read without ever waiting.
struct CommandPipe {
  private let source: OpenDescriptor
  private(set) var isOpen = true

  init(_ source: OpenDescriptor) {
    self.source = source
    source.lend { _ = fcntl($0, F_SETFL, fcntl($0, F_GETFL) | O_NONBLOCK) }
  }

  /// For a poll that waits for the command: ready when there is something to read.
  var awaited: pollfd { pollfd(fd: isOpen ? source.lend { $0 } : -1, events: Int16(POLLIN), revents: 0) }

  /// Hands on what is there.
  mutating func read(_ take: ([UInt8]) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while isOpen {
      let count = source.lend { Glibc.read($0, &buffer, buffer.count) }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN { return }
      guard count > 0 else { return isOpen = false }
      take(Array(buffer.prefix(count)))
    }
  }
}

/// What a command writes to its standard output: of it the first line counts, and all is read.
struct CommandOutput {
  private var pipe: CommandPipe
  /// Without its end.
  private(set) var firstLine: [UInt8] = []
  private var isWhole = false

  /// Far more than a token has.
  private static let maxBytes = 65_536

  init(from source: OpenDescriptor) {
    pipe = CommandPipe(source)
  }

  var awaited: pollfd { pipe.awaited }

  mutating func take() {
    var (line, isWhole) = (firstLine, isWhole)
    pipe.read { bytes in
      guard !isWhole else { return }
      let part = bytes.prefix { $0 != UInt8(ascii: "\n") }
      line += part
      isWhole = part.count < bytes.count || line.count >= Self.maxBytes
    }
    (firstLine, self.isWhole) = (line, isWhole)
  }
}

/// What a command writes to its standard error: passed on as it comes, so that a question on a device or a web page to
/// visit is seen in time; or kept, where a whole screen would be written over.
struct CommandMessages {
  private var pipe: CommandPipe
  private let passOn: (([UInt8]) -> Void)?
  /// The newest bytes.
  private var end: [UInt8] = []

  /// - Parameter passOn: nil keeps what is said.
  init(from source: OpenDescriptor, to passOn: (([UInt8]) -> Void)?) {
    pipe = CommandPipe(source)
    self.passOn = passOn
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

  var awaited: pollfd { pipe.awaited }

  mutating func pass() {
    var end = end
    pipe.read { bytes in
      end = (end + bytes).suffix(300)
      passOn?(bytes)
    }
    self.end = end
  }
}
