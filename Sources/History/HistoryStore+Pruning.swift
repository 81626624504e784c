import Foundation
import GRDB

extension HistoryStore {
  /// Milliseconds.
  private static let day: Int64 = 86_400_000
  private static let kept = 400 * day
  private static let keptOfThisMachine = day
  /// So many subscriptions are looked at in one step; a step comes with a sign of life, and each has its turn once a day.
  private static let step = 20

  /// Removes a little of what is too old.
  func prune(_ now: Int64, _ db: Database) throws {
    let loopback = try Int64.fetchAll(
      db, sql: "SELECT id FROM company WHERE is_loopback AND seen_at < ? LIMIT 3",
      arguments: [now - Self.keptOfThisMachine])
    for company in loopback { try remove(company, db) }
    let due = try Row.fetchAll(
      db,
      sql: """
        SELECT company, subscription.id AS id, is_loopback, deleted_at FROM subscription
        JOIN company ON company.id = company WHERE pruned_at <= ? LIMIT ?
        """, arguments: [now - Self.day, Self.step])
    for row in due {
      let (company, id): (Int64, Int) = (row["company"], row["id"])
      let cutoff = now - ((row["is_loopback"] as Bool) ? Self.keptOfThisMachine : Self.kept)
      if let deletedAt = row["deleted_at"] as Int64?, deletedAt < cutoff {
        try remove(company, subscription: id, db)
      } else {
        try prune(company, id, before: cutoff, db)
        try db.execute(
          sql: "UPDATE subscription SET pruned_at = ? WHERE company = ? AND id = ?", arguments: [now, company, id])
      }
      try db.execute(sql: "DELETE FROM watched WHERE company = ? AND end < ?", arguments: [company, cutoff])
      try db.execute(sql: "DELETE FROM own_write WHERE company = ? AND at < ?", arguments: [company, cutoff])
    }
  }

  /// What was in force then stays: it says how things stood at the beginning of what is kept.
  private func prune(_ company: Int64, _ id: Int, before cutoff: Int64, _ db: Database) throws {
    for table in ["definition", "delivery"] {
      try db.execute(
        sql: """
          DELETE FROM \(table) WHERE company = :company AND subscription = :id AND at <
            (SELECT max(at) FROM \(table) WHERE company = :company AND subscription = :id AND at < :cutoff)
          """, arguments: ["company": company, "id": id, "cutoff": cutoff])
    }
    try db.execute(
      sql: "DELETE FROM success_day WHERE company = ? AND subscription = ? AND day < ?",
      arguments: [company, id, SuccessDay.day(of: cutoff / 1_000) - 1])
  }

  private func remove(_ company: Int64, subscription id: Int, _ db: Database) throws {
    for table in ["definition", "delivery", "success_day", "own_write"] {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE company = ? AND subscription = ?", arguments: [company, id])
    }
    try db.execute(sql: "DELETE FROM subscription WHERE company = ? AND id = ?", arguments: [company, id])
  }

  private func remove(_ company: Int64, _ db: Database) throws {
    for table in ["definition", "delivery", "success_day", "subscription", "watched", "own_write"] {
      try db.execute(sql: "DELETE FROM \(table) WHERE company = ?", arguments: [company])
    }
    try db.execute(sql: "DELETE FROM company WHERE id = ?", arguments: [company])
  }
}
