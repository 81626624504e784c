import FintoroWebhooks
import Glibc

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
