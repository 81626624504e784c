import Files
import FintoroWebhooks
import Glibc

/// The journal's folder, open and safe.
///
/// Making, claiming and listing entries each hold the folder's own lock for a moment. So the short lock that a listing
/// takes on an entry is never mistaken for a process that works on it.
final class JournalFolder: Sendable {
  let path: String
  /// For names, listing and the lock.
  let descriptor: OpenDescriptor

  private init(_ folder: SafeFolder) throws(JournalProblem) {
    path = folder.path
    descriptor = try Self.attempt("opened", folder.path) { () throws(SystemError) in
      try folder.descriptor.opening(".", O_RDONLY | O_DIRECTORY)
    }
  }

  /// Opens the folder; nil if it does not exist.
  static func existing(_ path: String) throws(JournalProblem) -> JournalFolder? {
    let folder: SafeFolder
    do throws(FolderProblem) {
      folder = try SafeFolder.open(path, createIfMissing: false, followsLink: false)
    } catch {
      if error.isMissing { return nil }
      throw JournalProblem(error, journal: path)
    }
    return try JournalFolder(folder)
  }

  /// Opens the folder. What is missing of its path is made for the owner alone, each folder synced into the one above.
  static func make(_ path: String) throws(JournalProblem) -> JournalFolder {
    let folder: SafeFolder
    do throws(FolderProblem) {
      folder = try SafeFolder.open(path, createIfMissing: true, followsLink: false)
    } catch {
      throw JournalProblem(error, journal: path)
    }
    return try JournalFolder(folder)
  }

  func withLock<Value>(_ work: () throws(JournalProblem) -> Value) throws(JournalProblem) -> Value {
    let folder = descriptor
    try Self.attempt("locked", path) { () throws(SystemError) in try folder.lock() }
    defer { folder.unlock() }
    return try work()
  }

  /// The same for reading, which needs no lock on a disk without locks.
  func withLockToRead<Value>(_ work: () throws(JournalProblem) -> Value) throws(JournalProblem) -> Value {
    let folder = descriptor
    try Self.attempt("locked", path) { () throws(SystemError) in try folder.lockToRead() }
    defer { folder.unlock() }
    return try work()
  }

  /// The names of the entries' files.
  func names() throws(JournalProblem) -> [String] {
    let folder = descriptor
    return try Self.attempt("listed", path) { () throws(SystemError) in try folder.names() }
      .filter { $0.hasSuffix(KeyFileName.suffix) && !$0.hasPrefix(".") }
  }

  /// Opens a plain file of our own in the folder, never through a link.
  /// - Returns: nil if no file has the name.
  func openFile(_ name: String, _ flags: Int32) throws(JournalProblem) -> OpenDescriptor? {
    let path = "\(path)/\(name)"
    let (file, metadata): (OpenDescriptor, FileMetadata)
    do throws(SystemError) {
      // Never waits: a named pipe in the folder must not block.
      file = try descriptor.opening(name, flags | O_NOFOLLOW | O_NONBLOCK)
      metadata = try file.metadata()
    } catch {
      if error.code == ENOENT { return nil }
      if error.code == ELOOP { throw JournalProblem(.file, path, cannotBe: "used", "it is a symbolic link") }
      throw JournalProblem(error, path, cannotBe: "opened")
    }
    guard metadata.kind == .file else {
      throw JournalProblem(.file, path, cannotBe: "used", "it is not a plain file")
    }
    guard metadata.owner == geteuid() else {
      throw JournalProblem(.file, path, cannotBe: "used", "it belongs to another user")
    }
    return file
  }

  func has(_ name: String) throws(JournalProblem) -> Bool {
    try Self.attempt("opened", "\(path)/\(name)") { () throws(SystemError) in try descriptor.has(name) }
  }

  func remove(_ name: String) throws(JournalProblem) {
    do throws(SystemError) {
      try descriptor.remove(name)
    } catch {
      if error.code != ENOENT { throw JournalProblem(error, "\(path)/\(name)", cannotBe: "removed") }
    }
  }

  func sync() throws(JournalProblem) {
    let folder = descriptor
    try Self.attempt("synced", path) { () throws(SystemError) in try folder.syncNames() }
  }

  static func attempt<Value>(
    _ what: String, _ path: String, _ work: () throws(SystemError) -> Value
  ) throws(JournalProblem) -> Value {
    do throws(SystemError) {
      return try work()
    } catch {
      throw JournalProblem(error, path, cannotBe: what)
    }
  }
}

/// The name of a key's file: letters, digits and hyphens stand for themselves, every other byte as `%XX`.
enum KeyFileName {
  static let suffix = ".jsonl"
  /// As many characters as a header's value should have; longer keys are refused.
  static let maxKeyLength = 255

  static func of(_ key: IdempotencyKey) -> String {
    let encoded = key.rawValue.utf8.map { byte in
      isPlain(byte)
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
    // File systems take 255 bytes. Two long keys with one name would only mean that the second is refused as taken.
    return (encoded.count <= 200 ? encoded : encoded.prefix(160) + "~" + digest(key)) + suffix
  }

  /// A key goes into a header: visible ASCII only.
  static func check(_ key: IdempotencyKey) throws(JournalProblem) {
    let text = key.rawValue.unicodeScalars
    guard !text.isEmpty, text.count <= maxKeyLength, text.allSatisfy({ (0x21...0x7E).contains($0.value) }) else {
      throw JournalProblem(
        .unusableKey, "the idempotency key must be 1 to \(maxKeyLength) visible ASCII characters without spaces")
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// FNV-1a, 64 bits: it need not be hard to invert, only short and the same on every run.
  private static func digest(_ key: IdempotencyKey) -> String {
    String(key.rawValue.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
  }
}
