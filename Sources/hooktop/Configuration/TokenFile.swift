import Files
import FintoroAPI
import Foundation

/// Reads a token from a file, or once from a pipe.
///
/// Nobody but the user and root may be able to change the file or a folder above it. Others may read it only if it is
/// root's, or a credential of the service manager: Docker, Kubernetes and systemd make such files.
struct TokenFile {
  let path: String
  let paths: Paths
  /// The folder that systemd makes for a service's credentials. Nil if there is none.
  let credentials: String?
  /// The one that names the file. Nil for a file of the environment.
  let profile: String?

  /// In bytes, more than any token has.
  private static let maxBytes = 65_536
  /// How long a pipe is waited for at most, as long as a token command.
  static let pipeWait = Duration.seconds(TokenCommand.maxSeconds)

  init(_ path: String, paths: Paths, environment: [String: String] = [:], profile: String? = nil) {
    self.path = path
    self.paths = paths
    self.profile = profile
    credentials = environment["CREDENTIALS_DIRECTORY"].flatMap { $0.count > 1 && $0.hasPrefix("/") ? $0 : nil }
  }

  /// Waits for a pipe, at most so long.
  func read(pipeWait: Duration? = pipeWait) throws(ConfigurationProblem) -> AccessToken {
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, rule(pipeWait))
    } catch {
      throw .token("The token file \(paths.display(path)) \(clause(error, pipeWait))")
    }
    return try TokenText.token(bytes, from: "The token file \(paths.display(path))")
  }

  /// The token of now, where the server refused the earlier one. Nil if it cannot be had: a pipe is read once.
  func readAgain() -> AccessToken? { try? read(pipeWait: nil) }

  private func rule(_ pipeWait: Duration?) -> FileRule {
    FileRule(
      maxBytes: Self.maxBytes, owner: .rootOrUs, openness: isCredential ? .othersMayRead : .closedUnlessRoots,
      isInSafeFolder: true, pipeWait: pipeWait)
  }

  private var isCredential: Bool {
    guard let credentials else { return false }
    return path.hasPrefix(Paths.join(credentials, "")) && !path.split(separator: "/").contains("..")
  }

  private func clause(_ problem: FileProblem, _ pipeWait: Duration?) -> String {
    let shown = paths.display(path)
    switch problem {
    case .folder(.unsafe(let folders)):
      return "is not used: \(FolderProblem.unsafe(folders).clause(paths))."
    case .folder, .isLink, .notAFile: return "is not a file."
    case .foreign(let owner): return "belongs to another user (uid \(owner)); it must be your own or root's."
    case .writableByOthers:
      return "can be changed by other users: put the token into a file that only you can write."
    case .openToOthers:
      return
        "is open to other users: run `chmod 600 \(shown)`, and make a new token if somebody may have read it."
    case .tooLong: return "is far longer than a token."
    case .system(let error) where error.code == ETIMEDOUT:
      return "is a pipe, and no line came out of it for \((pipeWait ?? .zero).components.seconds) s."
    case .system(let error) where problem.isMissing:
      let advice =
        profile.map { "Run `hooktop setup --profile \($0) --replace` to make one." }
        ?? "HOOKTOP_TOKEN_FILE names it: put the token there, or unset that."
      return "cannot be read: \(error.text). \(advice)"
    case .system(let error): return "cannot be read: \(error.text)."
    }
  }
}

/// Finds the token in the text of a file, a variable or a command's output.
enum TokenText {
  /// The first line, without blanks and one pair of quotation marks around it: `docker run --env-file` hands on the
  /// quotation marks of a file that was written for a shell.
  /// - Parameter place: the source as messages call it.
  static func token(_ text: String, from place: String) throws(ConfigurationProblem) -> AccessToken {
    let line = text.split(maxSplits: 1, omittingEmptySubsequences: false, whereSeparator: \.isNewline).first ?? ""
    var trimmed = line.trimmingCharacters(in: .whitespaces.union(["\u{FEFF}"]))
    for mark in ["\"", "'"] where trimmed.count > 1 && trimmed.hasPrefix(mark) && trimmed.hasSuffix(mark) {
      trimmed = trimmed.dropFirst().dropLast().trimmingCharacters(in: .whitespaces)
      break
    }
    if trimmed.isEmpty { throw .token("\(place) holds no token: its first line is empty.") }
    if isAssignment(trimmed) {
      throw .token("\(place) does not hold a token alone: its first line gives a variable a value.")
    }
    guard let token = AccessToken(trimmed), !isQuotedOrJSON(trimmed) else {
      throw .token("\(place) does not hold a token: its first line has characters that no token has.")
    }
    return token
  }

  static func token(_ bytes: [UInt8], from place: String) throws(ConfigurationProblem) -> AccessToken {
    if [[0xFF, 0xFE], [0xFE, 0xFF]].contains(Array(bytes.prefix(2))) {
      throw .token("\(place) is UTF-16 text, and a token is plain text: save it as UTF-8.")
    }
    return try token(String(decoding: bytes, as: UTF8.self), from: place)
  }

  /// Whether a mark stands at one end alone, or the text is JSON.
  private static func isQuotedOrJSON(_ text: String) -> Bool {
    [text.first, text.last].contains { $0.map { "\"'{}[]".contains($0) } ?? false }
  }

  /// A line of a file of variables, such as `HOOKTOP_TOKEN=…`. A token may have `=`, but no such name before it.
  private static func isAssignment(_ text: String) -> Bool {
    guard let name = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).first,
      name.utf8.count < text.utf8.count
    else { return false }
    return name.uppercased().hasSuffix("TOKEN") || name.uppercased().hasPrefix("HOOKTOP_")
  }
}
