public import FintoroWebhooks
public import Foundation
import GRDB

extension HistoryStore {
  /// The accepted deliveries that were seen of each of these subscriptions, in order; each answer showed one at most.
  /// - Returns: by subscription; empty for one that the history does not have.
  public func successes(
    of key: CompanyKey, ids: [Int], since: Date, now: Date
  ) throws(HistoryProblem) -> [Int: [SeenSuccess]] {
    let start = StoredTime.clamped(since)
    return try read(now: now) { db in
      guard let company = try CompanyRow.find(key, in: db) else { return [:] }
      return try ids.reduce(into: [:]) { $0[$1] = try Self.successes(in: db, company, $1, since: start) }
    }
  }

  private static func successes(
    in db: Database, _ company: Int64, _ id: Int, since start: Int64
  ) throws -> [SeenSuccess] {
    let single = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT at, success FROM delivery WHERE company = ? AND subscription = ? AND at >= ? ORDER BY at"),
      arguments: [company, id, start]
    ).compactMap { row in (row["success"] as StoredTime).milliseconds.map { (seenAt: row["at"] as Int64, at: $0) } }
    let days = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT day, bytes FROM success_day WHERE company = ? AND subscription = ? AND day >= ? ORDER BY day"),
      arguments: [company, id, SuccessDay.day(of: start / 1_000)])
    let pairs =
      single
      + days.flatMap { row in
        SuccessDay(day: row["day"], bytes: row["bytes"]).successes.map { ($0.seenAt * 1_000, $0.at * 1_000) }
      }
    var newest = Int64.min
    return pairs.sorted { $0.seenAt < $1.seenAt }.compactMap { pair in
      guard pair.at > newest else { return nil }
      newest = pair.at
      return SeenSuccess(at: StoredTime.date(pair.at), seenAt: StoredTime.date(pair.seenAt))
    }
  }
}
