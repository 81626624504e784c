import Files
import FintoroWebhooks
import Foundation
import Glibc

/// The ledger of custody on disk: one line for each event. Lines are only appended, and each is synced.
///
/// Several hooktops may write to it at once, each under its lock. A line that is cut or from a newer version is skipped
/// and counted; the other lines stay valid. All calls block.
struct LedgerFile: Sendable {
  /// Absolute.
  let path: String

  /// In bytes. A path has at most 4,096; the rest of a line is short.
  private static let maxLine = 65_536

  /// What the file says.
  struct Contents: Equatable, Sendable {
    var ledger = CustodyLedger()
    /// Lines that could not be read.
    var unreadable = 0
  }

  /// An absent file is an empty ledger.
  func read() throws(LedgerProblem) -> Contents {
    guard let file = try open(createIfMissing: false) else { return Contents() }
    do throws(SystemError) {
      try file.lockToRead()
      return try Self.contents(of: file)
    } catch {
      throw .system(path, error)
    }
  }

  /// After it returns, the line survives a power cut.
  func append(_ event: CustodyEvent) throws(LedgerProblem) {
    guard let file = try open(createIfMissing: true) else { throw .system(path, SystemError(code: ENOENT)) }
    do throws(SystemError) {
      try file.lock()
      try file.appendLine(LedgerLine(event).bytes)
    } catch {
      throw .system(path, error)
    }
  }

  private func open(createIfMissing: Bool) throws(LedgerProblem) -> OpenDescriptor? {
    let (folderPath, name) = FilePath.split(path)
    let folder: SafeFolder
    do {
      folder = try SafeFolder.open(folderPath, createIfMissing: createIfMissing)
    } catch {
      if !createIfMissing, error.isMissing { return nil }
      throw .folder(error)
    }
    do {
      let isNew = !folder.descriptor.has(name)
      if isNew, !createIfMissing { return nil }
      let flags = O_NOFOLLOW | O_NONBLOCK | (createIfMissing ? O_RDWR | O_APPEND | O_CREAT : O_RDONLY)
      let file = try folder.descriptor.opening(name, flags, mode: 0o600)
      let facts = try file.metadata()
      guard facts.kind == .file, facts.owner == geteuid() else { throw LedgerProblem.notOurs(path) }
      if isNew { try folder.descriptor.syncNames() }
      return file
    } catch let problem as LedgerProblem {
      throw problem
    } catch let error as SystemError {
      throw .system(path, error)
    } catch {
      throw .system(path, SystemError(code: EIO))
    }
  }

  private static func contents(of file: OpenDescriptor) throws(SystemError) -> Contents {
    var contents = Contents()
    let decoder = JSONDecoder()
    try file.forEachLine(upTo: maxLine) { line in
      let event = line.flatMap { try? decoder.decode(LedgerLine.self, from: Data($0)) }?.value
      if let event { contents.ledger.add(event) } else { contents.unreadable += 1 }
    }
    return contents
  }
}

/// The JSON of one line of the ledger's file:
///
///     {"at":1774810800123,"baseURL":"https://…","event":"created","file":"/home/…","fingerprint":"8b5d7c9f","format":"raw","id":801,"version":1}
///
/// Times are milliseconds since 1970. Neither a secret nor a token is ever in it.
struct LedgerLine: Codable {
  static let version = 1

  var version = LedgerLine.version
  var event: String
  var baseURL: String
  var id: Int
  var at: Int64
  var file: String?
  var format: String?
  var fingerprint: String?
  var key: String?

  init(_ event: CustodyEvent) {
    baseURL = event.subscription.baseURL
    id = event.subscription.id
    at = Int64((event.at.timeIntervalSince1970 * 1_000).rounded())
    switch event.kind {
    case .kept(let origin, let secret):
      self.event = origin.rawValue
      (file, format, fingerprint) = (secret.path, secret.format.rawValue, secret.fingerprint.rawValue)
    case .rotationSent(let rotation):
      self.event = "rotationSent"
      (file, format, key) = (rotation.path, rotation.format.rawValue, rotation.key.rawValue)
    case .rotationRefused: self.event = "rotationRefused"
    case .rotationLost: self.event = "rotationLost"
    case .deleted: self.event = "deleted"
    }
  }

  /// Nil if this version cannot read the line.
  var value: CustodyEvent? {
    guard version == Self.version, let kind else { return nil }
    return CustodyEvent(
      SubscriptionReference(baseURL: baseURL, id: id), at: Date(timeIntervalSince1970: Double(at) / 1_000), kind)
  }

  private var kind: CustodyEvent.Kind? {
    switch event {
    case "rotationSent":
      guard let file, let format = format.flatMap(SecretFormat.init), let key else { return nil }
      return .rotationSent(OpenRotation(path: file, format: format, key: IdempotencyKey(rawValue: key)))
    case "rotationRefused": return .rotationRefused
    case "rotationLost": return .rotationLost
    case "deleted": return .deleted
    default:
      guard let origin = KeptSecret.Origin(rawValue: event), let file,
        let format = format.flatMap(SecretFormat.init), let fingerprint
      else { return nil }
      let print = SecretFingerprint(rawValue: fingerprint)
      return .kept(origin, SecretInFile(path: file, format: format, fingerprint: print))
    }
  }

  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return [UInt8](try encoder.encode(self)) + [UInt8(ascii: "\n")]
    } catch {
      preconditionFailure("texts and whole numbers always have a JSON form: \(error)")
    }
  }
}

/// Why the ledger could not be read or written. A line may be missing then, a secret never is.
enum LedgerProblem: Error, Equatable, Sendable {
  case folder(FolderProblem)
  case notOurs(String)
  case system(String, SystemError)

  func sentence(_ paths: Paths) -> String {
    switch self {
    case .folder(let problem): problem.sentence(paths)
    case .notOurs(let path): "\(paths.display(path)) is not a plain file of yours; the ledger of custody must be."
    case .system(let path, .noLocks): paths.noLocks(at: path)
    case .system(let path, let error): "The ledger of custody \(paths.display(path)) cannot be used: \(error.text)."
    }
  }
}
