import Files
import FintoroWebhooks
import Glibc
import TerminalUI

/// The process's output without buffers: what was written is out.
enum StandardOutput {
  /// Data on stdout. A closed pipe or a full disk is an error that the caller hears of.
  static func write(_ text: String) throws(OutputProblem) {
    try write(text, to: STDOUT_FILENO)
  }

  static func write(_ text: String, to descriptor: Int32) throws(OutputProblem) {
    var rest = Array(text.utf8)[...]
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

/// What a person is told beside the data.
enum StandardError {
  /// One message, made safe to show. Nothing can be done where stderr itself is gone.
  static func print(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { VisibleText.clean(String($0)) }
    try? StandardOutput.write(lines.joined(separator: "\n") + "\n", to: STDERR_FILENO)
  }
}

/// Why something could not be printed.
struct OutputProblem: Error, Equatable {
  var code: Int32

  /// The reader closed the pipe: its choice, so nothing is said about it.
  var isClosedPipe: Bool { code == EPIPE }

  var sentence: String { "The output could not be written: \(SystemError(code: code).text)." }
}

/// Writes a secret to standard output, whole, and hears whether it arrived.
struct SecretPrinter: Sendable {
  var print: @Sendable (SigningSecret, SecretFormat) throws(OutputProblem) -> Void

  static let standardOutput = SecretPrinter { secret, format throws(OutputProblem) in
    var text = String(decoding: format.bytes(of: secret), as: UTF8.self)
    // A file or a program gets exactly the format's bytes; on a terminal the prompt would stick to them.
    if isatty(STDOUT_FILENO) == 1, !text.hasSuffix("\n") { text += "\n" }
    try StandardOutput.write(text)
    // Pipes and terminals cannot be synced; a file must be, and only a real error counts.
    if fsync(STDOUT_FILENO) != 0, ![EINVAL, EROFS, ENOTSUP].contains(errno) { throw OutputProblem(code: errno) }
  }
}
