import FintoroWebhooks
public import Foundation
import GRDB
import Synchronization

extension HistoryStore {
  /// Adds what an export has and the file has not, all of it or nothing.
  /// - Returns: how many lines were read.
  public func importLines(_ lines: some Sequence<String>, now: Date) throws -> Int {
    let decoder = JSONDecoder()
    var iterator = lines.makeIterator()
    guard let first = iterator.next(),
      let head = try? decoder.decode(HistoryExport.Head.self, from: Data(first.utf8)), head.hooktop == "history"
    else { throw HistoryExport.Problem.notAnExport }
    guard HistoryExport.readable.contains(head.version) else { throw HistoryExport.Problem.otherVersion(head.version) }
    known.withLock { $0 = [:] }
    // A fault of a line is no fault of the file.
    let outcome = try write(now: now) { db -> Result<Int, HistoryExport.Problem> in
      var importer = HistoryImport(db: db, now: StoredTime.clamped(now))
      var count = 0
      do {
        try db.inSavepoint {
          while let text = iterator.next() {
            if text.isEmpty { continue }
            count += 1
            guard let line = try? decoder.decode(HistoryExport.Line.self, from: Data(text.utf8)),
              try importer.take(line)
            else { throw HistoryExport.Problem.unreadable(line: count + 1) }
          }
          try importer.finish()
          return .commit
        }
      } catch let problem as HistoryExport.Problem {
        return .failure(problem)
      }
      return .success(count)
    }
    return try outcome.get()
  }
}

/// Lines of an export on their way into the file.
private struct HistoryImport {
  let db: Database
  let now: Int64

  private struct Subject: Hashable {
    var company: Int64
    var id: Int
  }

  private struct Deletion {
    var at: Int64
    var lastSeenAt: Int64
  }

  private var companies: [CompanyKey: Int64] = [:]
  private var subjects: Set<Subject> = []
  private var successes: [Subject: [Int64: [SuccessDay.Success]]] = [:]
  private var deletions: [Subject: Deletion] = [:]

  init(db: Database, now: Int64) {
    self.db = db
    self.now = now
  }

  /// - Returns: false for a line that lacks what its kind has.
  mutating func take(_ line: HistoryExport.Line) throws -> Bool {
    let company = try number(of: line)
    if line.kind == .watched {
      guard let end = line.end, end >= line.at else { return false }
      try db.execute(sql: "INSERT OR IGNORE INTO watched VALUES (?, ?, ?)", arguments: [company, line.at, end])
      return true
    }
    guard let id = line.id else { return false }
    if line.kind == .write {
      guard let name = line.write, let kind = OwnWrite.Kind(name, fields: StoredWrite.fields(line.fields ?? "")) else {
        return false
      }
      let write = OwnWrite(at: StoredTime.date(line.at), id: id, name: line.name ?? "", kind)
      try StoredWrite(write).insert(company, db)
      return true
    }
    let subject = Subject(company: company, id: id)
    subjects.insert(subject)
    switch line.kind {
    case .watched, .write: return false
    case .definition:
      guard let definition = line.definition else { return false }
      try db.execute(
        sql: "INSERT OR IGNORE INTO definition VALUES (?, ?, ?, ?)",
        arguments: [company, id, line.at, definition.text])
    case .delivery:
      try db.execute(
        sql: "INSERT OR IGNORE INTO delivery VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [
          company, id, line.at, line.success ?? .never, line.failure ?? .never, line.updated ?? .never,
        ])
    case .success:
      guard let at = line.success?.milliseconds else { return false }
      let success = SuccessDay.Success(seenAt: line.at / 1_000, at: at / 1_000)
      successes[subject, default: [:]][SuccessDay.day(of: success.seenAt), default: []].append(success)
    case .deleted: deletions[subject] = Deletion(at: line.at, lastSeenAt: line.lastSeenAt ?? line.at)
    }
    return true
  }

  func finish() throws {
    for (subject, days) in successes {
      for (day, added) in days { try merge(added, into: day, of: subject) }
    }
    for subject in subjects { try renew(subject) }
  }

  private mutating func number(of line: HistoryExport.Line) throws -> Int64 {
    let key = CompanyKey(origin: line.origin, companyID: line.companyID, isLoopback: line.isLoopback)
    if let known = companies[key] { return known }
    let number = try CompanyRow.id(of: key, at: now, in: db)
    companies[key] = number
    return number
  }

  private func merge(_ added: [SuccessDay.Success], into day: Int64, of subject: Subject) throws {
    let arguments: StatementArguments = [subject.company, subject.id, day]
    let bytes = try Data.fetchOne(
      db, sql: "SELECT bytes FROM success_day WHERE company = ? AND subscription = ? AND day = ?",
      arguments: arguments)
    let all = Set(added + SuccessDay(day: day, bytes: bytes ?? Data()).successes)
    var merged = SuccessDay(day: day)
    for success in all.sorted(by: { ($0.seenAt, $0.at) < ($1.seenAt, $1.at) }) { merged.append(success) }
    try db.execute(
      sql: "INSERT OR REPLACE INTO success_day VALUES (?, ?, ?, ?)", arguments: arguments + [merged.bytes])
  }

  /// What was seen last is what the newest rows say.
  private func renew(_ subject: Subject) throws {
    let reader = HistoryReader(company: subject.company, companyID: 0, id: subject.id, db: db)
    guard let last = try reader.observations(since: nil).last else { return }
    let (seenAt, times) = (StoredTime.clamped(last.at), DeliveryTimes(last.subscription))
    let deletion = deletions[subject].flatMap { $0.at >= seenAt ? $0 : nil }
    try db.execute(
      sql: """
        INSERT INTO subscription (company, id, definition, success, failure, updated, seen_at, pruned_at, deleted_at,
          last_seen_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (company, id) DO UPDATE SET definition = excluded.definition, success = excluded.success,
          failure = excluded.failure, updated = excluded.updated, seen_at = excluded.seen_at,
          deleted_at = excluded.deleted_at, last_seen_at = excluded.last_seen_at
        WHERE excluded.seen_at > seen_at
        """,
      arguments: [
        subject.company, subject.id, Definition(last.subscription).text, times.success, times.failure, times.updated,
        seenAt, now, deletion?.at, deletion?.lastSeenAt,
      ])
  }
}
