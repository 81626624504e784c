import Files
public import FintoroWebhooks
import Glibc
import Synchronization

/// The file of one entry, open and locked. Its calls block.
final class EntryFile: Sendable {
  private let folder: JournalFolder
  private let name: String
  let file: OpenDescriptor
  /// Lets concurrent appends write whole lines, one after another.
  private let order = Mutex(())

  /// The name of a new entry while it is written. The folder is locked then, so one name is enough.
  private static let unfinished = ".unfinished"
  /// Bytes; far more than an entry with its sends needs.
  private static let maxBytes = 4 << 20

  private init(folder: JournalFolder, name: String, file: OpenDescriptor) {
    self.folder = folder
    self.name = name
    self.file = file
  }

  /// Makes a new entry. It is written, locked and synced before it gets its name.
  static func make(
    _ create: PendingCreate, in folder: JournalFolder
  ) throws(JournalProblem) -> (create: PendingCreate, file: EntryFile) {
    try KeyFileName.check(create.key)
    let name = KeyFileName.of(create.key)
    return try folder.withLock { () throws(JournalProblem) in
      guard try !folder.has(name) else {
        throw JournalProblem(.keyIsTaken, "a create with the key \(create.key) is pending already")
      }
      try checkIsNew(create, among: listed(in: folder))
      return try write(create, name, in: folder)
    }
  }

  /// Throws unless the create surely differs from every pending one.
  static func checkIsNew(_ create: PendingCreate, among listed: [ListedEntry]) throws(JournalProblem) {
    if let other = listed.lazy.compactMap(\.create).first(where: { $0.isAlike(create) }) {
      throw JournalProblem(
        .alikeIsPending(other.key), "the same create is pending already with the key \(other.key); resume that one")
    }
    // An unreadable entry may stand for this very subscription.
    for case .unreadable(let file, let problem) in listed {
      let name = file.split(separator: "/").last ?? ""
      throw JournalProblem(
        .unreadable,
        "the pending create \(file) cannot be read: \(problem). It may be this very create: look for that in the list, "
          + "forget it (`hooktop pending --forget \(name)`) when it is settled, and try again")
    }
  }

  private static func write(
    _ create: PendingCreate, _ name: String, in folder: JournalFolder
  ) throws(JournalProblem) -> (create: PendingCreate, file: EntryFile) {
    let bytes = EntryText.bytes(of: create)
    let stored: PendingCreate
    do {
      stored = try EntryText.create(in: bytes)
    } catch {
      throw JournalProblem(.unreadable, "the create cannot be written down: \(error.sentence)")
    }
    do throws(SystemError) {
      let file = try FileReplacement.put(bytes, name, in: folder.descriptor, passing: unfinished, locked: true)
      return (stored, EntryFile(folder: folder, name: name, file: file))
    } catch {
      // The entry is new, and it may not be on the disk: it must not count as written.
      try? folder.remove(name)
      throw JournalProblem(error, "\(folder.path)/\(name)", cannotBe: "written")
    }
  }

  /// Locks an entry; nil if another process holds it or it is gone.
  static func claim(
    _ name: String, in folder: JournalFolder
  ) throws(JournalProblem) -> (create: PendingCreate, file: EntryFile)? {
    try folder.withLock { () throws(JournalProblem) in
      guard let file = try folder.openFile(name, O_RDWR | O_APPEND), try tryLock(file, name, folder) else { return nil }
      // Its last holder may have removed it after it was opened here.
      let names = try JournalFolder.attempt("looked at", "\(folder.path)/\(name)") { () throws(SystemError) in
        try file.metadata().names
      }
      guard names > 0 else { return nil }
      return (try read(file, name, in: folder), EntryFile(folder: folder, name: name, file: file))
    }
  }

  /// Every entry of the folder, oldest first, then what cannot be read.
  static func all(in folder: JournalFolder) throws(JournalProblem) -> [ListedEntry] {
    let listed: [ListedEntry] = try folder.withLockToRead { () throws(JournalProblem) in try Self.listed(in: folder) }
    let readable = listed.filter { $0.create != nil }.sorted { left, right in
      guard let left = left.create, let right = right.create else { return false }
      return (left.startedAt, left.key.rawValue) < (right.startedAt, right.key.rawValue)
    }
    return readable + listed.filter { $0.create == nil }
  }

  private static func listed(in folder: JournalFolder) throws(JournalProblem) -> [ListedEntry] {
    try folder.names().compactMap { name in
      do throws(JournalProblem) {
        guard let file = try folder.openFile(name, O_RDONLY) else { return nil }
        return .readable(try read(file, name, in: folder), isLocked: try isLocked(file, name, folder))
      } catch {
        return .unreadable(file: "\(folder.path)/\(name)", problem: error.reason)
      }
    }
  }

  /// Whether a process works on the entry. On a disk without locks none can.
  private static func isLocked(
    _ file: OpenDescriptor, _ name: String, _ folder: JournalFolder
  ) throws(JournalProblem) -> Bool {
    do throws(JournalProblem) {
      return try !tryLock(file, name, folder, shared: true)
    } catch {
      if error.kind == .noLocks { return false }
      throw error
    }
  }

  /// - Returns: false where somebody else has the lock.
  static func tryLock(
    _ file: OpenDescriptor, _ name: String, _ folder: JournalFolder, shared: Bool = false
  ) throws(JournalProblem) -> Bool {
    try JournalFolder.attempt("locked", "\(folder.path)/\(name)") { () throws(SystemError) in
      try file.tryLock(shared: shared)
    }
  }

  static func read(
    _ file: OpenDescriptor, _ name: String, in folder: JournalFolder
  ) throws(JournalProblem) -> PendingCreate {
    let path = "\(folder.path)/\(name)"
    let bytes: [UInt8]
    do throws(FileProblem) {
      bytes = try FileReader.read(file, FileRule(maxBytes: maxBytes))
    } catch {
      if case .system(let error) = error { throw JournalProblem(error, path, cannotBe: "read") }
      throw JournalProblem(.unreadable, path, cannotBe: "read", "it is far too long for an entry")
    }
    do {
      let create = try EntryText.create(in: bytes)
      if KeyFileName.of(create.key) == name { return create }
    } catch {
      throw JournalProblem(.unreadable, path, cannotBe: "read", error.sentence)
    }
    throw JournalProblem(.unreadable, path, cannotBe: "read", "it holds the entry of another key")
  }

  func append(_ line: EntryLine) throws(JournalProblem) {
    let file = file
    try order.withLock { _ throws(JournalProblem) in
      try JournalFolder.attempt("written", "\(folder.path)/\(name)") { () throws(SystemError) in
        try file.appendLine(EntryText.bytes(of: line))
      }
    }
  }

  /// Removes the file, unless another file has the name by now, and unlocks it.
  func remove() throws(JournalProblem) {
    let (file, descriptor, name) = (file, folder.descriptor, name)
    let isOurs = try JournalFolder.attempt("looked at", "\(folder.path)/\(name)") { () throws(SystemError) in
      try descriptor.has(name, for: file.metadata())
    }
    if isOurs { try folder.remove(name) }
    try folder.sync()
    file.unlock()
  }
}

/// The result of moving an entry that cannot be read out of the journal.
public enum SettingAside: Hashable, Sendable {
  /// The new path of its file, which is unchanged.
  case moved(to: String)
  /// It can be read, so it can be forgotten as an entry instead.
  case readable(IdempotencyKey)
  /// A process holds its lock, perhaps a newer version that can read it.
  case inWork
  case notThere
}

extension EntryFile {
  /// Appended to the journal's path: the folder lies beside the journal, on the same disk.
  static let asideSuffix = "-set-aside"

  /// - Parameter word: the file's name as the journal lists it, or the key in that name.
  static func setAside(_ word: String, in folder: JournalFolder) throws(JournalProblem) -> SettingAside {
    try folder.withLock { () throws(JournalProblem) in
      let names = try folder.names()
      let candidates = [word, KeyFileName.of(IdempotencyKey(rawValue: word))]
      guard let name = candidates.first(where: names.contains) else { return .notThere }
      do throws(JournalProblem) {
        guard let file = try folder.openFile(name, O_RDWR) else { return .notThere }
        guard try tryLock(file, name, folder) else { return .inWork }
        return .readable(try read(file, name, in: folder).key)
      } catch {
        // The same check as in the journal's list.
        return .moved(to: try move(name, from: folder))
      }
    }
  }

  private static func move(_ name: String, from folder: JournalFolder) throws(JournalProblem) -> String {
    let aside = try JournalFolder.make(folder.path + asideSuffix)
    let stem = name.dropLast(KeyFileName.suffix.count)
    var freeName = name
    var number = 1
    while try aside.has(freeName) {
      number += 1
      freeName = "\(stem)-\(number)\(KeyFileName.suffix)"
    }
    let (from, to, target) = (folder.descriptor, aside.descriptor, freeName)
    try JournalFolder.attempt("put in its place", "\(aside.path)/\(target)") { () throws(SystemError) in
      try from.rename(name, to: target, in: to)
    }
    try aside.sync()
    try folder.sync()
    return "\(aside.path)/\(freeName)"
  }
}
