import FintoroAPI
import FintoroWebhooks
import Foundation

/// The ledger of custody as commands print it. Each file is looked at now.
struct LedgerReport: Sendable {
  private let paths: Paths
  private let zone: TimeZone

  init(paths: Paths, zone: TimeZone) {
    self.paths = paths
    self.zone = zone
  }

  func table(_ ledger: CustodyLedger) -> String {
    let rows = ledger.all.map { subscription, record in
      [
        String(subscription.id), Self.word(record), record.kept.map { $0.file.fingerprint.rawValue } ?? "—",
        (record.deletedAt ?? record.kept?.at).map { TimeText.exact($0, in: zone) } ?? "—",
        record.kept.map { paths.display($0.file.path) } ?? "—", subscription.baseURL,
      ]
    }
    let header = ["ID", "SECRET", "FINGERPRINT", "SINCE", "FILE", "BASE URL"]
    return PlainTable(header: header, rightAligned: header.map { $0 == "ID" }, rows: rows).text
  }

  func json(_ ledger: CustodyLedger) -> JSONValue {
    .array(
      ledger.all.map { subscription, record in
        .object([
          .init("id", .int(subscription.id)), .init("baseUrl", .string(subscription.baseURL)),
          .init("custody", Self.json(record)),
        ])
      })
  }

  /// Of a deleted one the file is told all the same: it is still there until somebody removes it.
  private static func json(_ record: CustodyRecord) -> JSONValue {
    guard let date = record.deletedAt, let kept = record.kept else { return json(SecretLedger.whereabouts(record)) }
    let problem = StoredSecretFile.problem(kept.file).map { JSONValue.Member("problem", .string($0)) }
    return .object(
      [.init("state", .string("deleted")), .init("deletedAt", .string(ISO8601.text(date)))] + json(kept)
        + [problem].compactMap(\.self))
  }

  private static func word(_ record: CustodyRecord) -> String {
    guard record.deletedAt != nil, let kept = record.kept else { return word(SecretLedger.whereabouts(record)) }
    return StoredSecretFile.isMissing(kept.file) ? "deleted, no file" : "deleted"
  }

  /// The same for one subscription, as `show` has it.
  static func json(_ whereabouts: SecretLocation) -> JSONValue {
    var members: [JSONValue.Member] = [.init("state", .string(word(whereabouts)))]
    switch whereabouts {
    case .kept(let kept): members += json(kept)
    case .changed(let kept, let problem): members += json(kept) + [.init("problem", .string(problem))]
    case .inDoubt(let kept, let date):
      members += (kept.map(json) ?? []) + [.init("rotationSentAt", .string(ISO8601.text(date)))]
    case .unknown: break
    }
    return .object(members)
  }

  private static func json(_ kept: KeptSecret) -> [JSONValue.Member] {
    [
      .init("file", .string(kept.file.path)), .init("origin", .string(kept.origin.rawValue)),
      .init("at", .string(ISO8601.text(kept.at))), .init("fingerprint", .string(kept.file.fingerprint.rawValue)),
    ]
  }

  private static func word(_ whereabouts: SecretLocation) -> String {
    switch whereabouts {
    case .kept: "kept"
    case .changed: "changed"
    case .inDoubt: "in doubt"
    case .unknown: "unknown"
    }
  }
}
