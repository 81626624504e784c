public import FintoroWebhooks
public import Foundation
import GRDB
import Synchronization

/// What was recorded last of a company.
struct KnownCompany: Sendable {
  /// As they came in the last answer.
  var subscriptions: [Int: Subscription] = [:]
  /// The end of the last sign of life that was written, in milliseconds.
  var signedAt: Int64 = .min
  /// When the last answer came while watching, in milliseconds; nil where none did.
  var watchedAt: Int64?
}

extension HistoryStore {
  /// At most one sign of life is written in so many milliseconds.
  private static let signPause: Int64 = 60_000

  /// Writes down what an answer changed. Nothing is written where nothing has changed and a sign of life is recent.
  /// - Parameters:
  ///   - date: of the answer, by the server's clock.
  ///   - pause: the longest time between two answers, in seconds, that still counts as watching; nil for a single look.
  public func record(
    _ list: SubscriptionList, of key: CompanyKey, at date: Date, pause: Double?
  ) throws(HistoryProblem) {
    let now = StoredTime.clamped(date)
    let before = known.withLock { $0[key] }
    let read = list.byID
    let changed = read.values.filter { before?.subscriptions[$0.id] != $0 }
    let hasVanished = before.map { $0.subscriptions.keys.contains { read[$0] == nil } } ?? true
    let isDue = isSignDue(after: before?.signedAt, now)
    if let before, changed.isEmpty, !hasVanished, pause == nil || !isDue {
      // The newest list is held anyway; the one before it would be a second one in memory.
      known.withLock {
        $0[key] = KnownCompany(
          subscriptions: read, signedAt: before.signedAt, watchedAt: pause == nil ? before.watchedAt : now)
      }
      return
    }
    do {
      let signedAt = try write(now: date) { db in
        let company = try CompanyRow.id(of: key, at: now, in: db)
        let unlike = try before == nil ? Recorder.unlike(company, read, db) : changed
        for subscription in unlike.sorted(by: { $0.id < $1.id }) {
          try Recorder(company: company, id: subscription.id, now: now, db: db).note(subscription)
        }
        if hasVanished { try noteDeletions(company, list, now, db) }
        guard let pause else { return before?.signedAt }
        try sign(
          company, now, pause: Int64(max(0, min(pause, 86_400)) * 1_000), after: before?.watchedAt, db)
        if isDue { try prune(now, db) }
        return now
      }
      known.withLock {
        $0[key] = KnownCompany(
          subscriptions: read, signedAt: signedAt ?? .min, watchedAt: pause == nil ? before?.watchedAt : now)
      }
    } catch {
      // Another program may have written meanwhile: the file is asked anew.
      known.withLock { $0[key] = nil }
      throw error
    }
  }

  /// A clock that was set back counts as a new beginning.
  private func isSignDue(after last: Int64?, _ now: Int64) -> Bool {
    guard let last, last != .min else { return true }
    return now < last || now - last >= Self.signPause
  }

  /// Makes the company's newest span longer, or begins another.
  /// - Parameter last: when the answer before came; a span that ends there was not signed to its end.
  private func sign(_ company: Int64, _ now: Int64, pause: Int64, after last: Int64?, _ db: Database) throws {
    // The row is written once a minute, so its end may be older than the last answer by that.
    let reach = max(pause, Self.signPause) + Self.signPause
    let span = try Row.fetchOne(
      db, sql: "SELECT start, end FROM watched WHERE company = ? AND start <= ? ORDER BY start DESC LIMIT 1",
      arguments: [company, now])
    if let span, let start = span["start"] as Int64?, let end = span["end"] as Int64?,
      now - max(end, last ?? end) <= (last == nil ? reach : max(pause, Self.signPause))
    {
      guard now > end else { return }
      try db.execute(
        sql: "UPDATE watched SET end = ? WHERE company = ? AND start = ?", arguments: [now, company, start])
    } else {
      if let span, let start = span["start"] as Int64?, let last, last < now {
        try db.execute(
          sql: "UPDATE watched SET end = max(end, ?) WHERE company = ? AND start = ?",
          arguments: [last, company, start])
      }
      try db.execute(sql: "INSERT OR REPLACE INTO watched VALUES (?, ?, ?)", arguments: [company, now, now])
    }
  }

  /// Those that are in the file and surely not in the list any more.
  private func noteDeletions(_ company: Int64, _ list: SubscriptionList, _ now: Int64, _ db: Database) throws {
    guard let present = list.allIDs else { return }
    let kept = try Int.fetchAll(
      db, sql: "SELECT id FROM subscription WHERE company = ? AND deleted_at IS NULL", arguments: [company])
    let seen = try Int64.fetchOne(db, sql: "SELECT max(end) FROM watched WHERE company = ?", arguments: [company])
    for id in kept where !present.contains(id) {
      try db.execute(
        sql: """
          UPDATE subscription SET deleted_at = max(?, seen_at), last_seen_at = min(max(seen_at, ?), max(?, seen_at))
          WHERE company = ? AND id = ?
          """, arguments: [now, seen ?? now, now, company, id])
    }
  }
}

enum CompanyRow {
  /// The company's number in the file; a new row where there is none.
  static func id(of key: CompanyKey, at now: Int64, in db: Database) throws -> Int64 {
    if let id = try find(key, in: db) {
      try db.execute(
        sql: "UPDATE company SET seen_at = ? WHERE id = ? AND abs(seen_at - ?) > 3600000", arguments: [now, id, now])
      return id
    }
    try db.execute(
      sql: "INSERT INTO company (origin, company_id, is_loopback, seen_at) VALUES (?, ?, ?, ?)",
      arguments: [key.origin, key.companyID, key.isLoopback, now])
    return db.lastInsertedRowID
  }

  static func find(_ key: CompanyKey, in db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db, sql: "SELECT id FROM company WHERE origin = ? AND company_id = ?", arguments: [key.origin, key.companyID])
  }
}

/// Writes what is new in one subscription. The file is asked what it has: another program may have seen the same.
private struct Recorder {
  let company: Int64
  let id: Int
  /// In milliseconds.
  let now: Int64
  let db: Database

  private static let columns = "SELECT id, definition, success, failure, updated, seen_at, deleted_at FROM subscription"

  /// Those of which the file says something else. Of the first list of a process these are few, and asking for all at
  /// once takes a third of the time of asking for each.
  static func unlike(
    _ company: Int64, _ subscriptions: [Int: Subscription], _ db: Database
  ) throws -> [Subscription] {
    var unlike = subscriptions
    let rows = try Row.fetchCursor(db, sql: "\(columns) WHERE company = ?", arguments: [company])
    while let row = try rows.next() {
      let id: Int = row["id"]
      guard let subscription = unlike[id], (row["deleted_at"] as Int64?) == nil,
        DeliveryTimes(row) == DeliveryTimes(subscription), row["definition"] == Definition(subscription).text
      else { continue }
      unlike[id] = nil
    }
    return Array(unlike.values)
  }

  func note(_ subscription: Subscription) throws {
    let definition = Definition(subscription).text
    let times = DeliveryTimes(subscription)
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "\(Self.columns) WHERE company = ? AND id = ?"), arguments: [company, id])
    guard let row else {
      try add(definition, at: now)
      try add(times, at: now)
      return try replace(definition, times, at: now)
    }
    let last: String = row["definition"]
    let before = DeliveryTimes(row)
    let wasDeleted = (row["deleted_at"] as Int64?) != nil
    if last == definition, before == times, !wasDeleted { return }
    // Rows of one subscription are in order even where the clock was set back.
    let at = max(now, (row["seen_at"] as Int64) + 1)
    if last != definition || wasDeleted { try add(definition, at: at) }
    if before != times || wasDeleted {
      if last == definition, !wasDeleted, times.isOnlyNewerSuccess(than: before),
        let success = times.success.milliseconds
      {
        try addSuccess(SuccessDay.Success(seenAt: at / 1_000, at: success / 1_000))
      } else {
        try add(times, at: at)
      }
    }
    try replace(definition, times, at: at)
  }

  private func add(_ definition: String, at: Int64) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO definition VALUES (?, ?, ?, ?)")
      .execute(arguments: [company, id, at, definition])
  }

  private func add(_ times: DeliveryTimes, at: Int64) throws {
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO delivery VALUES (?, ?, ?, ?, ?, ?)")
      .execute(arguments: [company, id, at, times.success, times.failure, times.updated])
  }

  private func addSuccess(_ success: SuccessDay.Success) throws {
    let number = SuccessDay.day(of: success.seenAt)
    let bytes = try Data.fetchOne(
      db.cachedStatement(sql: "SELECT bytes FROM success_day WHERE company = ? AND subscription = ? AND day = ?"),
      arguments: [company, id, number])
    var day = SuccessDay(day: number, bytes: bytes ?? Data())
    day.append(success)
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO success_day VALUES (?, ?, ?, ?)")
      .execute(arguments: [company, id, number, day.bytes])
  }

  private func replace(_ definition: String, _ times: DeliveryTimes, at: Int64) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO subscription (company, id, definition, success, failure, updated, seen_at, pruned_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (company, id) DO UPDATE SET definition = excluded.definition, success = excluded.success,
          failure = excluded.failure, updated = excluded.updated, seen_at = excluded.seen_at,
          deleted_at = NULL, last_seen_at = NULL
        """
    ).execute(arguments: [company, id, definition, times.success, times.failure, times.updated, at, now])
  }
}
