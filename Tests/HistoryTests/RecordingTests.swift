import FintoroWebhooks
import Foundation
import History
import TestSupport
import Testing

@Suite("What is recorded")
struct RecordingTests {
  let store: HistoryStore

  init() throws { store = try .inMemory() }

  @Test("An answer is an observation with every field that can change")
  func first() throws {
    var subscription = Subscription.fixture(failure: start - 120)
    subscription.disabledAt = .unreadable("yesterday")
    subscription.disabledReason = "gone"
    subscription.updatedAt = .absent
    try store.record([subscription])
    #expect(try store.observations() == [ObservedSubscription(at: start, subscription)])
  }

  @Test("What has not changed is not written again")
  func unchanged() throws {
    for second in 0..<40 { try store.record([.fixture()], after: Double(second) * 15) }
    #expect(try store.observations().count == 1)
  }

  @Test("What was in force at a moment is known although its day has later deliveries alone")
  func inForce() throws {
    let midnight = (start.timeIntervalSince1970 / 86_400).rounded(.up) * 86_400 - start.timeIntervalSince1970
    let answers = [-7_200.0, -3_600, 50_000].map { midnight + $0 }
    for seconds in answers { try store.record([.fixture(success: start + seconds - 3)], after: seconds) }
    let since = start + midnight + 20_000
    #expect(try store.observations(since: since).map(\.at) == answers.suffix(2).map { start + $0 })
  }

  @Test("Each change is an observation: failures, settings, a success after failures")
  func changes() throws {
    let answers: [Subscription] = [
      .fixture(), .fixture(failure: start + 10), .fixture(success: start + 25, failure: start + 10),
      .fixture(isActive: false, success: start + 25, failure: start + 10),
      .fixture(url: "https://new.acme.sk", success: start + 25, failure: start + 10),
    ]
    for (index, answer) in answers.enumerated() { try store.record([answer], after: Double(index) * 15) }
    let seen = try store.observations()
    #expect(seen.map(\.subscription) == answers)
    #expect(seen.map(\.at) == answers.indices.map { start + Double($0) * 15 })
  }

  @Test("A thousand accepted deliveries come back one by one, over days and with lags of either sign")
  func successes() throws {
    var random = SeededGenerator(seed: 7)
    var expected: [Date] = []
    var seconds = 0.0
    try store.record([.fixture(success: start - 60)])
    for _ in 0..<1_000 {
      seconds += Double(Int.random(in: 15...4_000, using: &random))
      let success = start + seconds - Double(Int.random(in: -3...14, using: &random))
      expected.append(success)
      try store.record([.fixture(success: success)], after: seconds)
    }
    #expect(try store.observations().dropFirst().map(\.subscription.lastSuccessAt.date) == expected)
    let inForce = try store.observations(since: start + seconds - 10_000)
    #expect(inForce.count < 100)
    #expect(inForce.first.map { $0.at <= start + seconds - 10_000 } == true)
    #expect(inForce.last?.subscription.lastSuccessAt.date == expected.last)
  }

  @Test("A missing subscription ends when it was last seen; one that comes back goes on")
  func deletion() throws {
    try store.record([.fixture(), .fixture(id: 802)])
    try store.record([.fixture(), .fixture(id: 802)], after: 60)
    try store.record([.fixture()], after: 75)
    let gone = try #require(try store.histories(of: acme, ids: [802], now: start).first)
    #expect(gone.deletion == .init(lastSeenAt: start + 60, noticedAt: start + 75))
    #expect(try store.histories(of: acme, ids: [801], now: start).first?.deletion == nil)
    try store.record([.fixture(), .fixture(id: 802)], after: 90)
    #expect(try store.histories(of: acme, ids: [802], now: start).first?.deletion == nil)
  }

  @Test("A subscription that an unreadable element may be is not deleted")
  func unreadable() throws {
    try store.record([.fixture(), .fixture(id: 802)])
    for id in [802, nil] {
      let list = SubscriptionList(
        [.fixture()], unreadable: [UnreadableSubscription(position: 1, id: id, problem: "`url` is missing")])
      try store.record(list, of: acme, at: start + 15, pause: 60)
      #expect(try store.histories(of: acme, now: start).allSatisfy { $0.deletion == nil })
    }
  }

  @Test("Answers that come in time make one watched span, a pause begins another, a single look none")
  func watched() throws {
    try store.record([.fixture()], pause: nil)
    #expect(try store.watched.isEmpty)
    for second in stride(from: 0.0, through: 600, by: 15) { try store.record([.fixture()], after: second) }
    try store.record([.fixture()], after: 2_000)
    #expect(
      try store.watched == [
        WatchedSpan(from: start, to: start + 600), WatchedSpan(from: start + 2_000, to: start + 2_000),
      ])
  }

  @Test("A clock that was set back makes no span of negative length and keeps the order of what was seen")
  func clockSetBack() throws {
    try store.record([.fixture()], after: 3_600)
    try store.record([.fixture(failure: start)], after: 0)
    try store.record([.fixture(success: start + 5, failure: start)], after: 15)
    let seen = try store.observations()
    #expect(seen.map(\.at) == seen.map(\.at).sorted())
    #expect(seen.count == 3)
    #expect(try store.watched.allSatisfy { $0.from <= $0.to })
  }

  @Test("Companies and servers are apart, whatever the ids")
  func companies() throws {
    try store.record([.fixture()])
    let other = CompanyKey(origin: "https://app.fintoro.sk", companyID: 16)
    try store.record(SubscriptionList([.fixture(url: "https://other.sk")]), of: other, at: start, pause: 60)
    #expect(try store.observations().map(\.subscription.url) == ["https://erp.acme.sk/hooks"])
    #expect(
      try store.histories(of: other, now: start).first?.observations.first?.subscription.url == "https://other.sk")
    #expect(try store.histories(of: CompanyKey(origin: "x", companyID: 1), now: start).isEmpty)
  }

  @Test("Texts without end are cut, and fields that hooktop does not know are not kept")
  func bounds() throws {
    let folder = try TemporaryFolder()
    let file = try HistoryStore.temporary(folder)
    var subscription = Subscription.fixture()
    subscription.unknownFields = [UnknownField(name: "secret", json: "\"whsec_hidden\"")]
    subscription.disabledReason = String(repeating: "x", count: 1_000_000)
    try file.record([subscription])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.join("state/hooktop/history.sqlite")))
    #expect(bytes.count < 100_000)
    #expect(bytes.range(of: Data("whsec_hidden".utf8)) == nil)
  }
}
