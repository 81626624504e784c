public import Foundation
import GRDB

/// The whole history as JSON lines: the first names the form, each further one is a row.
public enum HistoryExport {
  public static let version = 2
  /// The first version had no writes; what it has is read as before.
  static let readable = 1...version

  /// What is wrong with lines that are to be imported. Nothing of them was taken.
  public enum Problem: Error, Hashable, Sendable {
    /// The first line is not that of an export.
    case notAnExport
    case otherVersion(Int)
    /// Line by its number, from 1.
    case unreadable(line: Int)
  }

  struct Head: Codable {
    var hooktop = "history"
    var version: Int
  }

  /// Times are milliseconds since 1970.
  struct Line: Codable {
    var origin: String
    var companyID: Int
    var isLoopback: Bool
    var kind: Kind
    var id: Int?
    var at: Int64
    var end: Int64?
    var definition: Definition?
    var success: StoredTime?
    var failure: StoredTime?
    var updated: StoredTime?
    var lastSeenAt: Int64?
    var name: String?
    var write: String?
    var fields: String?

    enum Kind: String, Codable {
      case watched, definition, delivery, success, deleted, write
    }
  }
}

extension HistoryStore {
  /// - Parameter line: takes each line without its end.
  public func export(now: Date, _ line: (String) throws -> Void) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func text(_ value: some Encodable) throws -> String { String(decoding: try encoder.encode(value), as: UTF8.self) }
    try line(text(HistoryExport.Head(version: HistoryExport.version)))
    let companies = try read(now: now) { db in try Row.fetchAll(db, sql: "SELECT * FROM company ORDER BY id") }
    for company in companies {
      try exportCompany(company, now: now) { try line(text($0)) }
    }
  }

  /// A subscription at a time, so that a long history is never in memory as a whole.
  private func exportCompany(_ company: Row, now: Date, _ write: (HistoryExport.Line) throws -> Void) throws {
    let number: Int64 = company["id"]
    func line(_ kind: HistoryExport.Line.Kind, _ id: Int?, at: Int64) -> HistoryExport.Line {
      HistoryExport.Line(
        origin: company["origin"], companyID: company["company_id"], isLoopback: company["is_loopback"], kind: kind,
        id: id, at: at)
    }
    let watched = try read(now: now) { db in
      try Row.fetchAll(db, sql: "SELECT start, end FROM watched WHERE company = ?", arguments: [number])
    }
    for row in watched {
      var span = line(.watched, nil, at: row["start"])
      span.end = row["end"]
      try write(span)
    }
    let writes = try read(now: now) { db in
      try Row.fetchAll(db, sql: "SELECT * FROM own_write WHERE company = ? ORDER BY at", arguments: [number])
    }
    for row in writes {
      var own = line(.write, row["subscription"], at: row["at"])
      (own.write, own.fields, own.name) = (row["kind"], row["fields"], row["name"])
      try write(own)
    }
    let subscriptions = try read(now: now) { db in
      try Row.fetchAll(
        db, sql: "SELECT id, deleted_at, last_seen_at FROM subscription WHERE company = ?", arguments: [number])
    }
    for row in subscriptions {
      let id: Int = row["id"]
      let lines = try read(now: now) { db in
        try ["definition", "delivery", "success_day"].flatMap { table in
          try Row.fetchAll(
            db, sql: "SELECT * FROM \(table) WHERE company = ? AND subscription = ?", arguments: [number, id]
          ).flatMap { row -> [HistoryExport.Line] in
            switch table {
            case "definition":
              var definition = line(.definition, id, at: row["at"])
              definition.definition = Definition(text: row["text"])
              return [definition]
            case "delivery":
              var delivery = line(.delivery, id, at: row["at"])
              delivery.success = row["success"]
              delivery.failure = row["failure"]
              delivery.updated = row["updated"]
              return [delivery]
            default:
              return SuccessDay(day: row["day"], bytes: row["bytes"]).successes.map { success in
                var accepted = line(.success, id, at: success.seenAt * 1_000)
                accepted.success = .at(success.at * 1_000)
                return accepted
              }
            }
          }
        }
      }
      try lines.forEach(write)
      if let deletedAt = row["deleted_at"] as Int64? {
        var deleted = line(.deleted, id, at: deletedAt)
        deleted.lastSeenAt = row["last_seen_at"]
        try write(deleted)
      }
    }
  }
}
