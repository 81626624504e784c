import Files
import FintoroWebhooks
import Foundation

/// Converts between an entry and the bytes of its file.
enum EntryText {
  /// The first line, and a line for each send and each outcome that is known already.
  static func bytes(of create: PendingCreate) -> [UInt8] {
    let first = EntryJSON.First(
      version: EntryJSON.version, key: create.key.rawValue, body: Data(create.body), baseURL: create.baseURL,
      profile: create.profile, company: .init(name: create.company.name, id: create.company.id),
      startedAt: EntryTime.milliseconds(create.startedAt),
      secretFile: .init(
        path: create.secretFile.path, device: create.secretFile.device, inode: create.secretFile.inode,
        format: create.secretFile.format.rawValue))
    var bytes = JSONLine.bytes(first)
    for (index, send) in create.sends.enumerated() {
      bytes += self.bytes(of: .send(at: send.at))
      if send.outcome != .unknown { bytes += self.bytes(of: .outcome(send.outcome, send: index)) }
    }
    return bytes
  }

  static func bytes(of further: EntryLine) -> [UInt8] {
    switch further {
    case .send(let date): JSONLine.bytes(EntryJSON.Further(send: EntryTime.milliseconds(date)))
    case .outcome(.unknown, let send): JSONLine.bytes(EntryJSON.Further(of: send, outcome: "unknown"))
    case .outcome(.notSent, let send): JSONLine.bytes(EntryJSON.Further(of: send, outcome: "notSent"))
    case .outcome(.refused(let status), let send):
      JSONLine.bytes(EntryJSON.Further(of: send, outcome: "refused", status: status))
    }
  }

  /// - Throws: the sentence of why the first line is not an entry that this version can read.
  static func create(in bytes: [UInt8]) throws(EntryTextProblem) -> PendingCreate {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    guard let head = lines.first, let version = read(EntryJSON.Version.self, head)?.version, version > 0 else {
      throw EntryTextProblem("its first line is not an entry of the journal")
    }
    guard version == EntryJSON.version else {
      throw EntryTextProblem(
        "it was written by a newer version of hooktop (form \(version), this version reads \(EntryJSON.version))")
    }
    guard let first = read(EntryJSON.First.self, head), let format = SecretFormat(rawValue: first.secretFile.format)
    else { throw EntryTextProblem("its first line lacks parts of an entry") }
    let startedAt = EntryTime.date(first.startedAt)
    return PendingCreate(
      key: IdempotencyKey(rawValue: first.key), body: [UInt8](first.body), baseURL: first.baseURL,
      profile: first.profile, company: .init(name: first.company.name, id: first.company.id), startedAt: startedAt,
      secretFile: .init(
        path: first.secretFile.path, device: first.secretFile.device, inode: first.secretFile.inode, format: format),
      sends: sends(in: lines.dropFirst(), startedAt: startedAt))
  }

  private static func sends(in lines: some Sequence<ArraySlice<UInt8>>, startedAt: Date) -> [PendingCreate.Send] {
    var sends: [PendingCreate.Send] = []
    for line in lines {
      let further = read(EntryJSON.Further.self, line)
      if let further, let send = further.send {
        sends.append(.init(at: EntryTime.date(send), outcome: .unknown))
      } else if let further, let index = further.of, sends.indices.contains(index), let outcome = outcome(further) {
        sends[index].outcome = outcome
      } else {
        // A cut line, or one of a newer version. It may record a send, so it counts as one.
        sends.append(.init(at: sends.last?.at ?? startedAt, outcome: .unknown))
      }
    }
    return sends
  }

  private static func outcome(_ further: EntryJSON.Further) -> PendingCreate.Outcome? {
    switch (further.outcome, further.status) {
    case ("unknown", _): .unknown
    case ("notSent", _): .notSent
    case ("refused", let status?): .refused(status: status)
    default: nil
    }
  }

  private static func read<Value: Decodable>(_ type: Value.Type, _ line: ArraySlice<UInt8>) -> Value? {
    try? JSONDecoder().decode(type, from: Data(line))
  }
}

/// Why a file is not an entry.
struct EntryTextProblem: Error {
  var sentence: String

  init(_ sentence: String) {
    self.sentence = sentence
  }
}

/// A line after the first in an entry's file.
enum EntryLine {
  case send(at: Date)
  case outcome(PendingCreate.Outcome, send: Int)
}

/// The JSON of an entry's file, a line each:
///
///     {"baseURL":"https://…","body":"eyJ…","company":{"name":"Acme"},"key":"…","secretFile":{…},"startedAt":1774…,"version":1}
///     {"send":1774810800123}
///     {"of":0,"outcome":"refused","status":422}
///
/// Times are milliseconds since 1970, the body is base64.
enum EntryJSON {
  static let version = 1

  struct First: Codable {
    var version: Int
    var key: String
    var body: Data
    var baseURL: String
    var profile: String?
    var company: CompanyFields
    var startedAt: Int64
    var secretFile: SecretFile
  }

  struct CompanyFields: Codable {
    var name: String
    var id: Int?
  }

  struct SecretFile: Codable {
    var path: String
    var device: UInt64
    var inode: UInt64
    var format: String
  }

  /// Read first and alone: a newer version may have changed all other keys.
  struct Version: Codable {
    var version: Int
  }

  struct Further: Codable {
    var send: Int64?
    var of: Int?
    var outcome: String?
    var status: Int?
  }
}

/// Times in the file: milliseconds, rounded down, so that an entry never seems to come from the future.
enum EntryTime {
  static func milliseconds(_ date: Date) -> Int64 {
    // A time read from a file must be written as the same number, although 0.001 has no exact binary form.
    let nearly = (min(max(date.timeIntervalSince1970, -1e12), 1e12) * 1_000 + 0.01).rounded(.down)
    let milliseconds = Int64(nearly)
    return self.date(milliseconds) > date ? milliseconds - 1 : milliseconds
  }

  static func date(_ milliseconds: Int64) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
  }

  /// The date as it reads after it was written to the file.
  static func stored(_ date: Date) -> Date {
    self.date(milliseconds(date))
  }
}
