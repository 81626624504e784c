import Dashboard
import Files
import Glibc
import Synchronization

/// One account's drafts on the disk: what was typed and not sent yet. No secret and no token is ever in it.
///
/// It is disposable: what is wrong with it is said, and the board works without. All calls block.
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

  /// Whole and synced under another name, then put in place; without drafts the file goes. One hooktop at a time reads
  /// what is there and puts its own changes into it; a file that cannot be read stays as it is.
  /// - Parameter unique: a part of the passing name that nothing else uses.
  /// - Returns: another hooktop's drafts that stand where some of these were to be, which are not kept.
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

  /// The last write of a run may begin while the one before it is under way, and must not be overtaken.
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
    Problem(sentence: "\(paths.display(path)) \(clause); it stays as it is. Remove it to have drafts again.")
  }

  /// Bytes; a form has a name, a URL, a path and its event types.
  private static let maxBytes = 1 << 20
}
