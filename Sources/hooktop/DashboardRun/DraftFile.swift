import Dashboard
import Files
import Glibc
import Synchronization

/// One account's drafts on disk: what was typed and not sent yet. It never holds a secret or a token.
///
/// The board works without it: a problem is told and nothing else. All calls block.
struct DraftFile: Sendable {
  let path: String
  private let paths: Paths
  private let account: DraftText.Account

  init(profile: String?, baseURL: String, paths: Paths) {
    self.paths = paths
    account = DraftText.Account(profile: profile, baseURL: baseURL)
    path = Paths.join(paths.drafts, account.fileName)
  }

  /// What is wrong with the file, as sentences.
  struct Problem: Error, Equatable {
    var sentence: String
  }

  /// No file is no drafts.
  func read() throws(Problem) -> Drafts {
    let rule = FileRule(
      maxBytes: Self.maxBytes, owner: .us, openness: .othersMayRead, followsLink: false, isInSafeFolder: true)
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(path, rule)
    } catch {
      switch error {
      case .system where error.isMissing: return Drafts()
      case .folder(let problem): throw Problem(sentence: problem.sentence(paths))
      case .notAFile, .foreign: throw problem("is not a plain file of yours")
      case .writableByOthers, .openToOthers: throw problem("can be written by other users")
      case .tooLong: throw problem("is far longer than drafts are")
      case .isLink: throw problem("is a symbolic link")
      case .system(let error): throw problem("cannot be read: \(error.text)")
      }
    }
    return try parse(bytes)
  }

  /// Replaces the file whole; without drafts it is removed. One hooktop at a time reads the file and adds its own
  /// changes. A file that cannot be read is left alone.
  /// - Parameter unique: part of a temporary file's name, different for every call.
  /// - Returns: drafts of another hooktop that took the place of some of these, which are not saved.
  func write(_ change: DraftsChange, unique: String) throws(Problem) -> [Draft] {
    try Self.order.withLock { _ throws(Problem) in
      let folder = try lockedFolder()
      return try withExtendedLifetime(folder) { () throws(Problem) in
        let (drafts, foreign) = change.merged(into: try read())
        try writeNow(drafts, unique: unique)
        return foreign
      }
    }
  }

  /// Writes in the order of their calls: the last one of a run may begin while another is under way.
  private static let order = Mutex(())

  private func lockedFolder() throws(Problem) -> OpenDescriptor {
    do throws(FileReplacement.Problem) {
      return try FileReplacement.lockedFolder(of: path)
    } catch {
      throw Problem(sentence: error.sentence(paths))
    }
  }

  private func writeNow(_ drafts: Drafts, unique: String) throws(Problem) {
    do {
      if drafts.isEmpty { return try remove() }
      try FileReplacement.write(DraftText.bytes(drafts, account), to: path, replacing: true, unique: unique)
    } catch let error as FileReplacement.Problem {
      throw Problem(sentence: error.sentence(paths))
    } catch let error as SystemError {
      throw problem("cannot be removed: \(error.text)")
    } catch {
      throw problem("cannot be written")
    }
  }

  private func remove() throws(SystemError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .last }
  }

  private func parse(_ bytes: [UInt8]) throws(Problem) -> Drafts {
    do {
      return try DraftText.drafts(bytes, account)
    } catch {
      throw problem(error.clause)
    }
  }

  private func problem(_ clause: String) -> Problem {
    Problem(sentence: "\(paths.display(path)) \(clause); it is not changed. Remove it to have drafts again.")
  }

  /// In bytes. A form has a name, a URL, a path and its event types.
  private static let maxBytes = 1 << 20
}
