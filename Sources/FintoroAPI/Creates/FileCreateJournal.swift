import Files
public import FintoroWebhooks
public import struct Foundation.Date
import Synchronization

/// The pending creates of this machine, one file each, in one folder.
///
/// A file is `KEY.jsonl`: its first line is the entry, each further line a send or what became known of one. It is
/// only ever appended to, and removed at the end. Neither the token nor a secret is in it. Each entry is locked by the
/// process that works on it, so that several can use the folder at once.
public struct FileCreateJournal: Sendable {
  /// The folder; it and those above it are made on first use, for its owner alone.
  public let directory: String

  public init(directory: String) {
    // Behind a trailing slash the system would follow a link, which is refused without one.
    var directory = directory
    while directory.count > 1, directory.hasSuffix("/") { directory.removeLast() }
    self.directory = directory
  }

  /// Writes a new entry down and locks it. When it returns, the entry survives a power cut.
  /// - Throws: `keyIsTaken`, `alikeIsPending`, `unusableKey`, `unreadable` where an entry that cannot be read may be
  ///   the same create, or `file` where it could not be written; there is no entry then.
  public func open(_ create: PendingCreate) async throws(JournalProblem) -> JournalEntry {
    let directory = directory
    return try await BlockingWork.run { () throws(JournalProblem) in
      let folder = try JournalFolder.make(directory)
      return try JournalEntry(EntryFile.make(create, in: folder))
    }
  }

  /// Locks an entry to work on it; nil if another process holds it or it is gone.
  /// - Throws: `unreadable` or `file` where it is there and cannot be used.
  public func claim(_ key: IdempotencyKey) async throws(JournalProblem) -> JournalEntry? {
    let directory = directory
    return try await BlockingWork.run { () throws(JournalProblem) in
      guard let folder = try JournalFolder.existing(directory) else { return nil }
      return try EntryFile.claim(KeyFileName.of(key), in: folder).map { JournalEntry($0) }
    }
  }

  /// All entries, oldest first, unreadable ones last. Changes nothing. A missing folder means no entries.
  public func entries() async throws(JournalProblem) -> [ListedEntry] {
    let directory = directory
    return try await BlockingWork.run { () throws(JournalProblem) in
      guard let folder = try JournalFolder.existing(directory) else { return [] }
      return try EntryFile.all(in: folder)
    }
  }

  /// Moves an unreadable entry into the folder `…-set-aside` beside the journal, so that it blocks no new create. When it
  /// returns, the move survives a power cut.
  /// - Parameter word: the last part of the path that `entries` gives, or the key in that name.
  public func setAside(_ word: String) async throws(JournalProblem) -> SettingAside {
    let directory = directory
    return try await BlockingWork.run { () throws(JournalProblem) in
      guard let folder = try JournalFolder.existing(directory) else { return .notThere }
      return try EntryFile.setAside(word, in: folder)
    }
  }

  /// The pending entry of the same create, if there is one: same base URL, company and bytes. Key and secret file may
  /// differ.
  public func entry(like create: PendingCreate) async throws(JournalProblem) -> ListedEntry? {
    try await entries().first { $0.create.map { $0.isAlike(create) } ?? false }
  }
}

/// An entry as it is listed.
public enum ListedEntry: Hashable, Sendable {
  /// - isLocked: whether some process, perhaps this one, works on it.
  case readable(PendingCreate, isLocked: Bool)
  /// - file: its path.
  /// - problem: why it cannot be read, such as a newer version's form; the file is left as it is.
  case unreadable(file: String, problem: String)

  public var create: PendingCreate? {
    if case .readable(let create, _) = self { create } else { nil }
  }
}

extension PendingCreate {
  /// Whether both would make the same subscription.
  func isAlike(_ other: PendingCreate) -> Bool {
    baseURL == other.baseURL && company.isSame(as: other.company) && body == other.body
  }
}

/// One pending create, locked by this process until it is retired or the value is released.
public final class JournalEntry: Sendable {
  private let state: Mutex<PendingCreate>
  /// Held from a line's write to its note in memory, so that sends stand there in the order of their lines.
  private let writing = Mutex(())
  let file: EntryFile

  init(_ opened: (create: PendingCreate, file: EntryFile)) {
    state = Mutex(opened.create)
    file = opened.file
  }

  /// What is on disk, sends included.
  public var create: PendingCreate { state.withLock { $0 } }

  /// Records that a POST is about to be sent; when it returns, the record survives a power cut. The outcome counts as
  /// unknown until it is recorded.
  /// - Returns: the send's index in `create.sends`.
  public func recordSend(at date: Date) async throws(JournalProblem) -> Int {
    let date = EntryTime.stored(date)
    return try await noting(.send(at: date)) { create in
      create.sends.append(PendingCreate.Send(at: date, outcome: .unknown))
      return create.sends.count - 1
    }
  }

  /// Records the outcome of a send. `unknown` writes nothing: that is what the file says already.
  public func recordOutcome(_ outcome: PendingCreate.Outcome, ofSend send: Int) async throws(JournalProblem) {
    guard outcome != .unknown, create.sends.indices.contains(send) else { return }
    try await noting(.outcome(outcome, send: send)) { $0.sends[send].outcome = outcome }
  }

  /// Removes the entry from the journal. Call it when its secret is saved or nothing was made.
  public func retire() async throws(JournalProblem) {
    let file = file
    try await BlockingWork.run { () throws(JournalProblem) in try file.remove() }
  }

  /// Writes a line, syncs it, and notes in memory what it says.
  private func noting<Value: Sendable>(
    _ line: EntryLine, _ note: @escaping @Sendable (inout PendingCreate) -> Value
  ) async throws(JournalProblem) -> Value {
    try await BlockingWork.run { [self] () throws(JournalProblem) in
      try writing.withLock { _ throws(JournalProblem) in
        try file.append(line)
        return state.withLock { note(&$0) }
      }
    }
  }
}
