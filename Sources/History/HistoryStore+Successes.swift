public import FintoroWebhooks
public import Foundation
import GRDB

extension HistoryStore {
  /// The accepted deliveries of one subscription that were seen, in order; each answer showed one at most.
  public func successes(
    of key: CompanyKey, id: Int, since: Date, now: Date
  ) throws(HistoryProblem) -> [SeenSuccess] {
    let start = StoredTime.clamped(since)
    let pairs = try read(now: now) { db -> [(seenAt: Int64, at: Int64)] in
      guard let company = try CompanyRow.find(key, in: db) else { return [] }
      let arguments: StatementArguments = [company, id, start]
      let single = try Row.fetchAll(
        db.cachedStatement(
          sql: "SELECT at, success FROM delivery WHERE company = ? AND subscription = ? AND at >= ? ORDER BY at"),
        arguments: arguments
      ).compactMap { row in (row["success"] as StoredTime).milliseconds.map { (seenAt: row["at"] as Int64, at: $0) } }
      let days = try Row.fetchAll(
        db.cachedStatement(
          sql: "SELECT day, bytes FROM success_day WHERE company = ? AND subscription = ? AND day >= ? ORDER BY day"),
        arguments: [company, id, SuccessDay.day(of: start / 1_000)])
      return single
        + days.flatMap { row in
          SuccessDay(day: row["day"], bytes: row["bytes"]).successes.map { ($0.seenAt * 1_000, $0.at * 1_000) }
        }
    }
    var newest = Int64.min
    return pairs.sorted { $0.seenAt < $1.seenAt }.compactMap { pair in
      guard pair.at > newest else { return nil }
      newest = pair.at
      return SeenSuccess(at: StoredTime.date(pair.at), seenAt: StoredTime.date(pair.seenAt))
    }
  }
}
