import Files
import FintoroAPI
import FintoroWebhooks
import Glibc
import TerminalUI

/// Unbuffered output of the process.
enum StandardOutput {
  /// Writes data to stdout. A closed pipe or a full disk throws.
  static func write(_ text: String) throws(OutputProblem) {
    try write(text, to: STDOUT_FILENO)
  }

  /// Refuses what is to be printed and cannot be had again, where standard output was closed at the start.
  static func requireOpen() throws(CommandExit) {
    let mode = fcntl(STDOUT_FILENO, F_GETFL)
    if mode < 0 || mode & O_ACCMODE == O_RDONLY {
      throw CommandExit(
        .inputOutput,
        "Nothing was sent: standard output is closed, so the secret could not be printed. Open it, or give "
          + "--secret-file a file.")
    }
  }

  static func write(_ text: JSONText) throws(OutputProblem) {
    try write(text.bytes, to: STDOUT_FILENO)
  }

  static func write(_ text: String, to descriptor: Int32) throws(OutputProblem) {
    try write(Array(text.utf8), to: descriptor)
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(OutputProblem) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw OutputProblem(code: errno)
      }
      rest = rest.dropFirst(count)
    }
  }
}

/// Lines for a reader that may stop reading while the program goes on: each waits for room for a moment at most.
struct PatientOutput: Sendable {
  private let descriptor: Int32
  /// What is left of a line that was begun: the next one must not be glued to it.
  private var rest: ArraySlice<UInt8> = []

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// - Returns: whether all of it was written. A line of which nothing was written may be written again later.
  mutating func write(_ line: String, within limit: Duration) throws(OutputProblem) -> Bool {
    let end = ContinuousClock.now + limit
    guard try send(&rest, until: end) else { return false }
    let all = Array((line + "\n").utf8)
    var left = all[...]
    defer { if left.count < all.count { rest = left } }
    return try send(&left, until: end)
  }

  private func send(_ bytes: inout ArraySlice<UInt8>, until end: ContinuousClock.Instant) throws(OutputProblem) -> Bool
  {
    while !bytes.isEmpty {
      var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      let milliseconds = max(.zero, end - .now) / .milliseconds(1)
      guard poll(&ready, 1, Int32(milliseconds)) > 0 else { return false }
      // A pipe with room takes so much without waiting.
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, min($0.count, Int(PIPE_BUF))) }
      if count >= 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { throw OutputProblem(code: errno) }
    }
    return true
  }
}

/// Messages for people, apart from the data.
enum StandardError {
  /// Prints a message, made safe to show. An error of stderr itself is ignored.
  static func print(_ text: String) {
    try? StandardOutput.write(shown(text) + "\n", to: STDERR_FILENO)
  }

  /// A message as it is printed, without the last line break.
  static func shown(_ text: String) -> String {
    let columns = TerminalText.columns(of: STDERR_FILENO)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { VisibleText.clean(String($0)) }
      .flatMap { line in columns.map { TerminalText.wrapped(line, columns: $0) } ?? [line] }.joined(separator: "\n")
  }
}

/// Why something could not be printed.
struct OutputProblem: Error, Equatable {
  var code: Int32

  /// The reader closed the pipe on purpose, so nothing is printed about it.
  var isClosedPipe: Bool { code == EPIPE }

  var sentence: String { "The output could not be written: \(SystemError(code: code).text)." }
}

/// Writes a secret to standard output and reports whether all of it arrived.
struct SecretPrinter: Sendable {
  var print: @Sendable (SigningSecret, SecretFormat) throws(OutputProblem) -> Void

  static let standardOutput = SecretPrinter { secret, format throws(OutputProblem) in
    var text = String(decoding: format.bytes(of: secret), as: UTF8.self)
    // A file or a program gets exactly the format's bytes. On a terminal a newline keeps the prompt apart.
    if isatty(STDOUT_FILENO) == 1, !text.hasSuffix("\n") { text += "\n" }
    try StandardOutput.write(text)
    // Pipes and terminals cannot be synced. A file must be.
    if fsync(STDOUT_FILENO) != 0, ![EINVAL, EROFS, ENOTSUP].contains(errno) { throw OutputProblem(code: errno) }
  }
}
