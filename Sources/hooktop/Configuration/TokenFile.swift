import Files
import FintoroAPI
import Foundation

/// Reads a token from a file that only its owner can read.
enum TokenFile {
  /// In bytes, more than any token has.
  private static let maxBytes = 65_536

  static func read(_ path: String, paths: Paths) throws(ConfigurationProblem) -> AccessToken {
    let shown = paths.display(path)
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, FileRule(maxBytes: maxBytes, owner: .us, openness: .closed))
    } catch {
      throw .token("The token file \(shown) \(clause(error, shown))")
    }
    return try TokenText.token(bytes, from: "The token file \(shown)")
  }

  private static func clause(_ problem: FileProblem, _ shown: String) -> String {
    switch problem {
    case .folder, .isLink, .notAFile: "is not a file."
    case .foreign(let owner): "belongs to another user (uid \(owner)); it must be your own."
    case .openToOthers, .writableByOthers:
      "is open to other users: run `chmod 600 \(shown)`, and make a new token if somebody may have read it."
    case .tooLong: "is far longer than a token."
    case .system(let error) where problem.isMissing:
      "cannot be read: \(error.text). Run `hooktop setup` to make one."
    case .system(let error): "cannot be read: \(error.text)."
    }
  }
}

/// Finds the token in the text of a file, a variable or a command's output.
enum TokenText {
  /// The first line, trimmed.
  /// - Parameter place: the source as messages call it.
  static func token(_ text: String, from place: String) throws(ConfigurationProblem) -> AccessToken {
    let line = text.split(maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isNewline).first ?? ""
    let trimmed = line.trimmingCharacters(in: .whitespaces)
    if trimmed.isEmpty { throw .token("\(place) holds no token: its first line is empty.") }
    guard let token = AccessToken(trimmed) else {
      throw .token("\(place) does not hold a token: its first line has characters that no token has.")
    }
    return token
  }

  static func token(_ bytes: [UInt8], from place: String) throws(ConfigurationProblem) -> AccessToken {
    try token(String(decoding: bytes, as: UTF8.self), from: place)
  }
}
