import FintoroWebhooks
import Foundation
import History
import TestSupport
import Testing

@Suite("How long history is kept, and how it is moved")
struct KeepingTests {
  private static let day = 86_400.0

  @Test("After 400 days the oldest goes, and what was in force stays")
  func pruned() throws {
    let store = try HistoryStore.inMemory()
    for day in 0..<430 {
      let answer = Subscription.fixture(success: nil, failure: start + Double(day) * Self.day)
      try store.record([answer], after: Double(day) * Self.day)
    }
    let first = try #require(try store.observations().first)
    #expect(first.at == start + 28 * Self.day)
    #expect(try store.watched.first.map { $0.to >= start + 29 * Self.day } == true)
  }

  @Test("A sandbox's history on this machine goes after a day")
  func loopback() throws {
    let store = try HistoryStore.inMemory()
    let sandbox = CompanyKey(origin: "http://127.0.0.1:8899", companyID: 15, isLoopback: true)
    try store.record(SubscriptionList([.fixture()]), of: sandbox, at: start, pause: 60)
    try store.record([.fixture()], after: Self.day - 60)
    #expect(try store.histories(of: sandbox, now: start).count == 1)
    try store.record([.fixture()], after: Self.day + 60)
    #expect(try store.histories(of: sandbox, now: start).isEmpty)
    #expect(try store.observations().count == 1)
  }

  @Test("A deleted subscription goes 400 days after it was missing first")
  func deleted() throws {
    let store = try HistoryStore.inMemory()
    try store.record([.fixture(), .fixture(id: 802)])
    try store.record([.fixture()], after: 60)
    try store.record([.fixture()], after: 399 * Self.day)
    #expect(try store.histories(of: acme, ids: [802], now: start).count == 1)
    try store.record([.fixture()], after: 401 * Self.day)
    #expect(try store.histories(of: acme, ids: [802], now: start).isEmpty)
  }

  private func filled() throws -> HistoryStore {
    let store = try HistoryStore.inMemory()
    for number in 0..<50 {
      try store.record(
        [.fixture(success: start + Double(number) * 900), .fixture(id: 802, failure: start + Double(number) * 900)],
        after: Double(number) * 900 + 3)
    }
    try store.record([.fixture(success: start + 49 * 900)], after: 50 * 900)
    try store.record(writes, of: acme, now: start)
    return store
  }

  private let writes = [
    OwnWrite(at: start + 60, id: 801, name: "ERP 801", .rotated),
    OwnWrite(at: start + 60, id: 801, name: "ERP 801", .edited([.url, .events])),
    OwnWrite(at: start + 900, id: 802, name: "", .deleted),
  ]

  @Test("What hooktop changed is kept, moved, and goes after 400 days")
  func ownWrites() throws {
    let store = try filled()
    #expect(Set(try store.writes(of: acme, now: start)) == Set(writes))
    #expect(try store.writes(of: acme, ids: [802], now: start) == [writes[2]])
    #expect(try store.writes(of: acme, since: start + 100, now: start) == [writes[2]])
    try store.record(writes, of: acme, now: start)
    #expect(try store.writes(of: acme, now: start).count == 3)
    let other = try HistoryStore.inMemory()
    _ = try other.importLines(try lines(store), now: start)
    #expect(Set(try other.writes(of: acme, now: start)) == Set(writes))
    try store.record([.fixture()], after: 401 * Self.day)
    #expect(try store.writes(of: acme, now: start).isEmpty)
  }

  @Test("An export of the first version, which had no writes, is read as before")
  func firstVersion() throws {
    let lines = try lines(try filled()).filter { !$0.contains(#""kind":"write""#) }
    let other = try HistoryStore.inMemory()
    _ = try other.importLines([#"{"hooktop":"history","version":1}"#] + lines.dropFirst(), now: start)
    #expect(try other.observations().count == 50)
  }

  private func lines(_ store: HistoryStore) throws -> [String] {
    var lines: [String] = []
    try store.export(now: start) { lines.append($0) }
    return lines
  }

  @Test("An export gives the same history elsewhere, also when it is read twice")
  func roundTrip() throws {
    let (store, other) = (try filled(), try HistoryStore.inMemory())
    let lines = try lines(store)
    #expect(lines.first == #"{"hooktop":"history","version":2}"#)
    for _ in 1...2 {
      #expect(try other.importLines(lines, now: start) == lines.count - 1)
      #expect(try other.histories(of: acme, now: start) == store.histories(of: acme, now: start))
      #expect(try other.watched == store.watched)
      #expect(try self.lines(other) == lines)
    }
  }

  @Test("What was seen here stays when older history is added")
  func merged() throws {
    let (store, other) = (try filled(), try HistoryStore.inMemory())
    try other.record([.fixture(success: start + 60 * 900)], after: 60 * 900)
    _ = try other.importLines(try lines(store), now: start)
    let seen = try other.observations()
    #expect(seen.count == 51)
    #expect(seen.last?.subscription.lastSuccessAt.date == start + 60 * 900)
  }

  @Test("Another version, other lines and a damaged line are refused, and nothing of them is taken")
  func refused() throws {
    let other = try HistoryStore.inMemory()
    #expect(throws: HistoryExport.Problem.otherVersion(3)) {
      try other.importLines([#"{"hooktop":"history","version":3}"#], now: start)
    }
    for line in [[], ["id,state"], [#"{"hooktop":"ledger","version":1}"#]] {
      #expect(throws: HistoryExport.Problem.notAnExport) { try other.importLines(line, now: start) }
    }
    var damaged = try lines(try filled())
    damaged[7] = String(damaged[7].dropLast(3))
    #expect(throws: HistoryExport.Problem.unreadable(line: 8)) { try other.importLines(damaged, now: start) }
    #expect(try other.histories(of: acme, now: start).isEmpty)
    #expect(try other.watched.isEmpty)
  }
}
