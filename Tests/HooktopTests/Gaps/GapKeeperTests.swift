import FintoroAPI
import FintoroWebhooks
import Foundation
import History
import TestSupport
import Testing

@testable import hooktop

@Suite("Gaps as they are noticed")
struct GapKeeperTests {
  private let start = Date(timeIntervalSince1970: 1_795_500_000)
  private let folder: TemporaryFolder
  private let place: OpenHistory.Place

  init() throws {
    folder = try TemporaryFolder()
    place = .file(folder.paths.history)
  }

  /// - Parameters:
  ///   - success, failure: seconds after the start.
  private func answer(
    _ seconds: Double, success: Double? = -60, failure: Double? = nil, id: Int = 801
  ) -> Answer<SubscriptionList> {
    let date = start.addingTimeInterval(seconds)
    func time(_ seconds: Double?) -> Timestamp { seconds.map { Timestamp(start.addingTimeInterval($0)) } ?? .never }
    let subscription = Subscription(
      id: id, companyID: 15, name: "ERP sync", url: "https://erp.acme.sk",
      subscribedEvents: [EventType("invoices.paid")], lastSuccessAt: time(success), lastFailureAt: time(failure))
    return Answer(
      SubscriptionList([.readable(subscription)]),
      context: AnswerContext(receivedAt: date, serverDate: date, requestID: "req_\(Int(seconds))"))
  }

  private func keys() throws -> CompanyKeys {
    CompanyKeys(baseURL: try BaseURL("https://app.fintoro.sk/api/public/v1"), profile: nil, paths: folder.paths)
  }

  /// What one run of hooktop has.
  private func run() throws -> (recorder: HistoryRecorder, keeper: GapKeeper) {
    let start = start
    let history = OpenHistory(place, now: { start })
    let keys = try keys()
    return (HistoryRecorder(history, keys: keys, refreshSeconds: 30), GapKeeper(history, keys: keys, person: "jano"))
  }

  @discardableResult
  private func take(
    _ answer: Answer<SubscriptionList>, _ run: (recorder: HistoryRecorder, keeper: GapKeeper)
  ) async throws -> [GapRecord] {
    _ = await run.recorder.watch(answer)
    guard case .gaps(let records)? = await run.keeper.take(answer) else { return [] }
    return records
  }

  private var lines: [Substring] { folder.text("state/gaps.jsonl")?.split(separator: "\n") ?? [] }

  @Test("A gap is written down when it opens and when it ends, with the answers that showed both, and not in between")
  func written() async throws {
    let run = try run()
    try await take(answer(0), run)
    #expect(lines.isEmpty)
    try await take(answer(30, failure: 25), run)
    try await take(answer(60, failure: 55), run)
    #expect(lines.count == 1)
    let record = try #require(try await take(answer(90, success: 85, failure: 55), run).first)
    #expect(lines.count == 2)
    #expect((record.noticedIn, record.endedIn) == ("req_30", "req_90"))
    #expect(record.subject == GapSubject(name: "ERP sync", events: [EventType("invoices.paid")]))
    #expect(record.gap.lastFailureAt == start.addingTimeInterval(55))
    #expect(mode("state/gaps.jsonl") == 0o600)
  }

  private func mode(_ path: String) -> Int? { TestSupport.mode(folder.join(path)).map { Int($0) } }

  @Test("The next run goes on with it, also where the history is lost: one gap with one id")
  func nextRun() async throws {
    let before = try await { try await take(answer(30, failure: 25), try run()) }()
    for path in folder.everything where path.contains("history.sqlite") {
      try FileManager.default.removeItem(atPath: folder.join(path))
    }
    let after = try await take(answer(90_000, success: 89_000, failure: 25), try run())
    #expect(after.map(\.id) == before.map(\.id))
    #expect(after.first?.gap.end == .accepted)
  }

  @Test("A tick and an acknowledgement are there for the next run, with who decided")
  func decided() async throws {
    let first = try run()
    let ids = try await take(answer(30, success: 29, failure: 25), first).map(\.id)
    let at = start.addingTimeInterval(40)
    let kept = try await first.keeper.decide(.done(.fetched, note: "by hand"), about: ids, at: at)
    #expect(kept.map { $0.standing(at: at) } == [.retried])
    let record = try #require(try await take(answer(60, success: 59, failure: 25), try run()).first)
    #expect(record.tick?.by == "jano" && record.tick?.note == "by hand")
    #expect(record.isTicked)
  }

  @Test("One that is closed by its tick is still there for a day, so that the tick can be taken back")
  func takenBack() async throws {
    let run = try run()
    try await take(answer(0), run)
    try await take(answer(30, failure: 25), run)
    let ids = try await take(answer(90_000, success: 89_990, failure: 25), run).map(\.id)
    let at = start.addingTimeInterval(90_010)
    let closed = try await run.keeper.decide(.done(.fetched), about: ids, at: at)
    #expect(closed.map { $0.standing(at: at) } == [.closed])
    let back = try await run.keeper.decide(.undone, about: closed.map(\.id), at: at)
    #expect(back.map { $0.standing(at: at) } == [.toFetch])
    _ = try await run.keeper.decide(.done(.fetched), about: ids, at: at)
    #expect(try await take(answer(180_000, success: 179_990, failure: 25), run).isEmpty)
  }

  @Test("Two hooktops that see the same outage write it down once, and each sees what the other decides")
  func twoHooktops() async throws {
    let (one, other) = (try run(), try run())
    try await take(answer(0), one)
    try await take(answer(1), other)
    let ids = try await take(answer(30, failure: 25), one).map(\.id)
    #expect(try await take(answer(35, failure: 34), other).map(\.id) == ids)
    _ = try await one.keeper.decide(.acknowledge(state: .failing), about: ids, at: start.addingTimeInterval(36))
    let seen = try await take(answer(50, failure: 34), other)
    #expect(seen.first?.isAcknowledged(in: .failing, at: start.addingTimeInterval(50)) == true)
    #expect(lines.count == 2)
  }

  @Test("A line that is cut, or from a newer version, hides no other")
  func cutLine() async throws {
    let ids = try await take(answer(30, success: 29, failure: 25), try run()).map(\.id)
    let text = try #require(folder.text("state/gaps.jsonl"))
    try folder.write(text + #"{"version":2,"event":"done"}"# + "\n" + #"{"at":17"#, to: "state/gaps.jsonl")
    let again = try run()
    #expect(try await take(answer(60, success: 29, failure: 25), again).map(\.id) == ids)
    _ = try await again.keeper.decide(.done(.fetched), about: ids, at: start.addingTimeInterval(70))
    let contents = try DecisionsFile(path: folder.paths.gaps).read()
    #expect(contents.unreadable == 2)
    #expect(contents.book(of: try keys().key(15)).records.first?.isTicked == true)
  }

  @Test("Why nothing can be written down is told once, and the board is not held up")
  func unwritable() async throws {
    try folder.makeFolder("state")
    try folder.makeFolder("state/gaps.jsonl")
    let run = try run()
    guard case .notKept(let problem)? = await run.keeper.take(answer(30, failure: 25)) else {
      Issue.record("a folder was taken for the file")
      return
    }
    #expect(await run.keeper.take(answer(60, failure: 25)) == nil)
    let sentence = problem.sentence(folder.paths)
    #expect(sentence.hasPrefix("The file of decisions about gaps ~/state/gaps.jsonl cannot be used: "))
  }

  @Test("With history turned off nothing is made")
  func off() async throws {
    let start = start
    let keeper = GapKeeper(OpenHistory(.off, now: { start }), keys: try keys(), person: "jano")
    #expect(await keeper.take(answer(30, failure: 25)) == nil)
    #expect(folder.everything == [])
  }

  @Test("Many that decide at once, in one process and beside others, lose no decision", .timeLimit(.minutes(5)))
  func together() async throws {
    let runs = try (0..<4).map { _ in try run() }
    var ids: [GapID] = []
    for run in runs { ids = try await take(answer(30, success: 29, failure: 25), run).map(\.id) }
    let id = try #require(ids.first)
    let at = start.addingTimeInterval(40)
    _ = try await TestSupport.together(40) { number in
      try await runs[number % 4].keeper.decide(.done(.fetched, note: "\(number)"), about: [id], at: at)
    }
    let notes = lines.compactMap { $0.firstMatch(of: /"note":"(\d+)"/).flatMap { Int($0.1) } }
    #expect(notes.sorted() == Array(0..<40))
    #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
  }
}
