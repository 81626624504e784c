import Files
import FintoroWebhooks
import Foundation

/// The ledger of custody on disk: one line for each event. All calls block.
struct LedgerFile: Sendable {
  private let file: LineFile

  /// - Parameter path: absolute.
  init(path: String) { file = LineFile(path: path) }

  /// What the file says.
  struct Contents: Equatable, Sendable {
    var ledger = CustodyLedger()
    /// Lines that could not be read.
    var unreadable = 0
  }

  /// An absent file is an empty ledger.
  func read() throws(LineFileProblem) -> Contents {
    var contents = Contents()
    let decoder = JSONDecoder()
    try file.read { line in
      let event = line.flatMap { try? decoder.decode(LedgerLine.self, from: Data($0)) }?.value
      if let event { contents.ledger.add(event) } else { contents.unreadable += 1 }
    }
    return contents
  }

  /// After it returns, the line survives a power cut.
  func append(_ event: CustodyEvent) throws(LineFileProblem) {
    _ = try file.change { file throws(SystemError) in try file.appendLine(LedgerLine(event).bytes) }
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
    at = LineFile.milliseconds(event.at)
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
      SubscriptionReference(baseURL: baseURL, id: id), at: LineFile.date(at), kind)
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

  var bytes: [UInt8] { JSONLine.bytes(self) }
}
