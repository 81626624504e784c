import Files
import FintoroWebhooks
import Glibc

/// A secret's file, checked long after it was written.
enum StoredSecretFile {
  /// What is wrong with the file, as a clause. Nil if it is private and holds the secret of that fingerprint.
  static func problem(_ kept: SecretInFile) -> String? {
    switch read(kept.path) {
    case .failure(let problem): problem.clause
    case .success(let secret):
      SecretFingerprint(of: secret) == kept.fingerprint ? nil : "it holds something else now"
    }
  }

  static func isMissing(_ kept: SecretInFile) -> Bool {
    if case .failure(.missing) = read(kept.path) { true } else { false }
  }

  enum Problem: Error, Equatable, Sendable {
    case missing, notPlain, foreign
    case openToOthers(mode: mode_t)
    case notASecret
    case system(SystemError)

    init(_ problem: FileProblem) {
      self =
        switch problem {
        case .folder, .isLink, .notAFile: .notPlain
        case .foreign: .foreign
        case .writableByOthers(let mode), .openToOthers(let mode): .openToOthers(mode: mode)
        case .tooLong: .notASecret
        case .system where problem.isMissing: .missing
        case .system(let error): .system(error)
        }
    }

    var clause: String {
      switch self {
      case .missing: "it is not there"
      case .notPlain: "it is not a plain file"
      case .foreign: "it belongs to another user"
      case .openToOthers(let mode):
        "others may read it (mode 0\(String(mode & 0o777, radix: 8))); fix it with chmod 600"
      case .notASecret: "it does not hold one secret on one line"
      case .system(let error): "it cannot be read: \(error.text)"
      }
    }
  }

  /// Reads the secret from a private file, in either format. One newline at the end is allowed.
  static func read(_ path: String) -> Result<SigningSecret, Problem> {
    let rule = FileRule(maxBytes: SecretPlaceholder.room, owner: .us, openness: .closed, followsLink: false)
    do throws(FileProblem) {
      return secret(in: try FileReader.read(path, rule)).map(Result.success) ?? .failure(.notASecret)
    } catch {
      return .failure(Problem(error))
    }
  }

  private static func secret(in bytes: [UInt8]) -> SigningSecret? {
    var text = String(decoding: bytes, as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    if text.hasPrefix(SecretFormat.variable) { text.removeFirst(SecretFormat.variable.count) }
    let isOneWord = !text.isEmpty && text.utf8.count < SecretPlaceholder.room
    guard isOneWord, text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else { return nil }
    return SigningSecret(text)
  }
}
