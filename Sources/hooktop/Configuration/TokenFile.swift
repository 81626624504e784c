import FintoroAPI
import Glibc

/// Reads a token from a file that only its owner can read.
enum TokenFile {
  /// More than any token has.
  private static let maxBytes = 65_536

  static func read(_ path: String, paths: Paths) throws(ConfigurationProblem) -> AccessToken {
    let shown = paths.display(path)
    do {
      // Without waiting, because the path may lead to a pipe that nobody writes into.
      let file = try OpenDescriptor(opening: path, O_RDONLY | O_NONBLOCK)
      try judge(try file.facts(), shown)
      return try TokenText.token(try file.contents(upTo: maxBytes), from: "The token file \(shown)")
    } catch let error as SystemError {
      let advice = error.code == ENOENT ? " Run `hooktop setup` to make one." : ""
      throw .token("The token file \(shown) cannot be read: \(error.text).\(advice)")
    } catch let problem as ConfigurationProblem {
      throw problem
    } catch {
      throw .token("The token file \(shown) cannot be read.")
    }
  }

  private static func judge(_ facts: FileMetadata, _ shown: String) throws(ConfigurationProblem) {
    guard facts.kind == .file else { throw .token("The token file \(shown) is not a file.") }
    guard facts.owner == geteuid() else {
      throw .token("The token file \(shown) belongs to another user (uid \(facts.owner)); it must be your own.")
    }
    guard !facts.isOpenToOthers else {
      throw .token(
        "The token file \(shown) is open to other users: run `chmod 600 \(shown)`, and make a new token if somebody "
          + "may have read it.")
    }
  }
}
