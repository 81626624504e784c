import FintoroWebhooks
import Foundation

/// One line of an entry's file behind the first.
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

  /// Read on its own first: a newer version may have changed all the rest.
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

/// Times as the file keeps them: to the millisecond, rounded down, so that an entry never seems to come from the future.
enum EntryTime {
  static func milliseconds(_ date: Date) -> Int64 {
    // A time that came out of a file must go back as the same number, although 0.001 has no exact binary form.
    let nearly = (min(max(date.timeIntervalSince1970, -1e12), 1e12) * 1_000 + 0.01).rounded(.down)
    let milliseconds = Int64(nearly)
    return self.date(milliseconds) > date ? milliseconds - 1 : milliseconds
  }

  static func date(_ milliseconds: Int64) -> Date {
    Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
  }

  /// What a date becomes on its way through the file.
  static func stored(_ date: Date) -> Date {
    self.date(milliseconds(date))
  }
}
