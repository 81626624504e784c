import Files
public import FintoroWebhooks
import Glibc

/// What became of an entry that was to be taken out of the journal because it cannot be read.
public enum SettingAside: Hashable, Sendable {
  /// Its file is there now, whole; nothing was removed.
  case moved(to: String)
  /// It can be read, so it is let go as an entry.
  case readable(IdempotencyKey)
  /// Some process works on it: perhaps a newer version, which can read it.
  case inWork
  case notThere
}

extension EntryFile {
  /// Behind the journal's own folder, so that it is beside it and on the same disk.
  static let asideSuffix = "-set-aside"

  /// - Parameter word: the file's name as the journal lists it, or the key that it is named after.
  static func setAside(_ word: String, in folder: JournalFolder) throws(JournalProblem) -> SettingAside {
    try folder.withLock { () throws(JournalProblem) in
      let names = try folder.names()
      let candidates = [word, KeyFileName.of(IdempotencyKey(rawValue: word))]
      guard let name = candidates.first(where: names.contains) else { return .notThere }
      do throws(JournalProblem) {
        guard let file = try folder.openFile(name, O_RDONLY) else { return .notThere }
        guard try tryLock(file, name, folder) else { return .inWork }
        return .readable(try read(file, name, in: folder).key)
      } catch {
        // As the journal's list judges it.
        return .moved(to: try move(name, from: folder))
      }
    }
  }

  private static func move(_ name: String, from folder: JournalFolder) throws(JournalProblem) -> String {
    let aside = try JournalFolder.make(folder.path + asideSuffix)
    let stem = name.dropLast(KeyFileName.suffix.count)
    var freeName = name
    var number = 1
    while aside.has(freeName) {
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
