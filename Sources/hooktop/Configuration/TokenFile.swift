import Files
import FintoroAPI

/// Reads a token from a file that only its owner can read.
enum TokenFile {
  /// More than any token has.
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
