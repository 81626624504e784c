public import FintoroWebhooks
public import Foundation
import GRDB

extension HistoryStore {
  /// What was seen of a company's subscriptions, by id.
  /// - Parameters:
  ///   - ids: nil for all.
  ///   - skipped: ids whose past is not read.
  ///   - since: what was in force then comes first; nil for all that is kept.
  ///   - onlyStates: leaves out accepted deliveries that change no state: most of what is kept.
  ///   - now: names a damaged file that is moved.
  public func histories(
    of key: CompanyKey, ids: [Int]? = nil, skipping skipped: Set<Int> = [], since: Date? = nil,
    onlyStates: Bool = false, now: Date
  ) throws(HistoryProblem) -> [SubscriptionHistory] {
    try read(now: now) { db in
      guard let company = try CompanyRow.find(key, in: db) else { return [] }
      return try rows(of: ids, company, db).filter { !skipped.contains($0["id"]) }.map { row in
        let reader = HistoryReader(
          company: company, companyID: key.companyID, id: row["id"], onlyStates: onlyStates, db: db)
        let observations = try reader.observations(since: since.map(StoredTime.clamped))
        return SubscriptionHistory(id: reader.id, observations, deletion: deletion(row))
      }
    }
  }

  private func rows(of ids: [Int]?, _ company: Int64, _ db: Database) throws -> [Row] {
    let columns = "SELECT id, last_seen_at, deleted_at FROM subscription WHERE company = ?"
    guard let ids else { return try Row.fetchAll(db, sql: "\(columns) ORDER BY id", arguments: [company]) }
    let statement = try db.cachedStatement(sql: "\(columns) AND id = ?")
    return try Set(ids).sorted().compactMap { try Row.fetchOne(statement, arguments: [company, $0]) }
  }

  /// The companies that were seen at an origin.
  public func companies(origin: String, now: Date) throws(HistoryProblem) -> [Int] {
    try read(now: now) { db in
      try Int.fetchAll(
        db, sql: "SELECT company_id FROM company WHERE origin = ? ORDER BY company_id", arguments: [origin])
    }
  }

  /// When a company was watched, in order.
  public func watched(of key: CompanyKey, since: Date? = nil, now: Date) throws(HistoryProblem) -> [WatchedSpan] {
    try read(now: now) { db in
      guard let company = try CompanyRow.find(key, in: db) else { return [] }
      let rows = try Row.fetchAll(
        db, sql: "SELECT start, end FROM watched WHERE company = ? AND end >= ?",
        arguments: [company, since.map(StoredTime.clamped) ?? .min])
      return WatchedSpan.merged(
        rows.map { WatchedSpan(from: StoredTime.date($0["start"]), to: StoredTime.date($0["end"])) })
    }
  }

  private func deletion(_ row: Row) -> SubscriptionHistory.Deletion? {
    guard let deletedAt = row["deleted_at"] as Int64? else { return nil }
    let seenAt = row["last_seen_at"] as Int64? ?? deletedAt
    return .init(lastSeenAt: StoredTime.date(seenAt), noticedAt: StoredTime.date(deletedAt))
  }
}

/// Puts one subscription's rows together again.
struct HistoryReader {
  let company: Int64
  let companyID: Int
  let id: Int
  var onlyStates = false
  let db: Database

  private enum Change {
    case definition(String)
    case times(DeliveryTimes)
    case success(Int64)
  }

  /// - Parameter since: in milliseconds.
  func observations(since: Int64?) throws -> [ObservedSubscription] {
    let changes = (try definitions(since) + times(since) + successes(since)).sorted { $0.at < $1.at }
    var definition: Definition?
    var times: DeliveryTimes?
    var observations: [ObservedSubscription] = []
    for (index, (at, change)) in changes.enumerated() {
      switch change {
      case .definition(let text): definition = Definition(text: text) ?? definition
      case .times(let newer): times = newer
      case .success(let seconds):
        guard let last = times?.success.milliseconds, seconds > last / 1_000 else { continue }
        times?.success = .at(seconds * 1_000)
      }
      // Rows of one answer are one observation.
      if index + 1 < changes.count, changes[index + 1].at == at { continue }
      guard let definition, let times else { continue }
      observations.append(
        ObservedSubscription(
          at: StoredTime.date(at), Subscription(id: id, companyID: companyID, definition, times)))
    }
    guard let since else { return observations }
    let inForce = observations.lastIndex { $0.at <= StoredTime.date(since) } ?? 0
    return Array(observations[min(inForce, observations.count)...])
  }

  private func definitions(_ since: Int64?) throws -> [(at: Int64, Change)] {
    try rows("definition", "at, text", since) { ($0["at"], .definition($0["text"])) }
  }

  private func times(_ since: Int64?) throws -> [(at: Int64, Change)] {
    try rows("delivery", "at, success, failure, updated", since) { ($0["at"], .times(DeliveryTimes($0))) }
  }

  private func successes(_ since: Int64?) throws -> [(at: Int64, Change)] {
    // The day of `since` may hold later ones alone: what was in force then stands in a day before.
    let day = since.map { SuccessDay.day(of: $0 / 1_000) - 1 }
    let days = try rows("success_day", "day, bytes", day, by: "day") { SuccessDay(day: $0["day"], bytes: $0["bytes"]) }
    return days.flatMap { onlyStates ? $0.decisive : $0.successes }
      .map { ($0.seenAt * 1_000, Change.success($0.at)) }
  }

  /// From the last one that was in force at `since` on.
  private func rows<Value>(
    _ table: String, _ columns: String, _ since: Int64?, by key: String = "at", _ value: (Row) -> Value
  ) throws -> [Value] {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT \(columns) FROM \(table) WHERE company = ?1 AND subscription = ?2 AND \(key) >= coalesce(
            (SELECT max(\(key)) FROM \(table) WHERE company = ?1 AND subscription = ?2 AND \(key) <= ?3), ?3)
          ORDER BY \(key)
          """), arguments: [company, id, since ?? .min])
    var values: [Value] = []
    while let row = try rows.next() { values.append(value(row)) }
    return values
  }
}
