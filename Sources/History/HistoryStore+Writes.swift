public import FintoroWebhooks
public import Foundation
import GRDB

/// What hooktop itself changed.
extension HistoryStore {
  public func record(_ writes: [OwnWrite], of key: CompanyKey, now: Date) throws(HistoryProblem) {
    if writes.isEmpty { return }
    try write(now: now) { db in
      let company = try CompanyRow.id(of: key, at: StoredTime.clamped(now), in: db)
      for write in writes { try StoredWrite(write).insert(company, db) }
    }
  }

  /// Oldest first.
  /// - Parameter ids: nil for all subscriptions.
  public func writes(
    of key: CompanyKey, ids: [Int]? = nil, since: Date? = nil, now: Date
  ) throws(HistoryProblem) -> [OwnWrite] {
    try read(now: now) { db in
      guard let company = try CompanyRow.find(key, in: db) else { return [] }
      let rows = try Row.fetchAll(
        db, sql: "SELECT * FROM own_write WHERE company = ? AND at >= ? ORDER BY at",
        arguments: [company, since.map(StoredTime.clamped) ?? .min])
      let wanted = ids.map(Set.init)
      return rows.compactMap { StoredWrite($0)?.write }.filter { wanted?.contains($0.id) ?? true }
    }
  }
}

/// A row of a write.
struct StoredWrite: Hashable, Sendable {
  let write: OwnWrite

  init(_ write: OwnWrite) { self.write = write }

  /// Nil for a row that no version of hooktop writes.
  init?(_ row: Row) {
    let fields = Self.fields(row["fields"] as String)
    guard let kind = OwnWrite.Kind(row["kind"] as String, fields: fields) else { return nil }
    write = OwnWrite(at: StoredTime.date(row["at"]), id: row["subscription"], name: row["name"], kind)
  }

  func insert(_ company: Int64, _ db: Database) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO own_write VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        company, write.id, StoredTime.clamped(write.at), write.kind.name, fieldsText, String(write.name.prefix(4_096)),
      ])
  }

  /// The changed fields by their labels.
  var fieldsText: String {
    guard case .edited(let fields) = write.kind else { return "" }
    return fields.map(\.label).joined(separator: ",")
  }

  static func fields(_ text: String) -> [InputField] {
    let labels = Set(text.split(separator: ",").map(String.init))
    return InputField.allCases.filter { labels.contains($0.label) }
  }
}
