import FintoroAPI
import FintoroWebhooks
import Foundation
import History
import TestSupport
import Testing

@testable import hooktop

@Suite("What the board remembers")
struct HistoryRecorderTests {
  private let start = Date(timeIntervalSince1970: 1_795_500_000)
  private let folder: TemporaryFolder
  private var file: String { folder.paths.history }

  init() throws { folder = try TemporaryFolder() }

  private func answer(_ seconds: Double = 0, companyID: Int? = 15, empty: Bool = false) -> Answer<SubscriptionList> {
    let date = start.addingTimeInterval(seconds)
    let subscription = Subscription(
      id: 801, companyID: companyID, url: "https://erp.acme.sk", subscribedEvents: [], lastSuccessAt: Timestamp(start))
    return Answer(
      SubscriptionList(empty ? [] : [.readable(subscription)]),
      context: AnswerContext(receivedAt: date, serverDate: date))
  }

  private func recorder(_ place: OpenHistory.Place? = nil, baseURL: String = "https://app.fintoro.sk/api/public/v1")
    throws -> HistoryRecorder
  {
    let start = start
    return HistoryRecorder(
      OpenHistory(place ?? .file(file), now: { start }),
      keys: CompanyKeys(baseURL: try BaseURL(baseURL), profile: nil, paths: folder.paths), refreshSeconds: 30)
  }

  private func histories(_ key: CompanyKey) throws -> [SubscriptionHistory] {
    try HistoryStore.open(file, now: start).histories(of: key, now: start)
  }

  @Test("Lists are recorded under the origin and the company, and their times are watched")
  func watched() async throws {
    let recorder = try recorder()
    #expect(await recorder.watch(answer()) == .past(RecentHistory()))
    for seconds in [15.0, 75] { #expect(await recorder.watch(answer(seconds)) == nil) }
    let key = CompanyKey(origin: "https://app.fintoro.sk", companyID: 15)
    #expect(try histories(key).map(\.id) == [801])
    let spans = try HistoryStore.open(file, now: start).watched(of: key, now: start)
    #expect(spans == [WatchedSpan(from: start, to: start.addingTimeInterval(75))])
  }

  @Test("The origin has the port where it is not the scheme's own, and no path")
  func origin() throws {
    func origin(_ text: String) throws -> String {
      CompanyKeys(baseURL: try BaseURL(text), profile: nil, paths: folder.paths).origin
    }
    #expect(try origin("https://app.fintoro.sk:443/api/public/v1") == "https://app.fintoro.sk")
    #expect(try origin("https://fintoro.example:8443/x") == "https://fintoro.example:8443")
    #expect(try origin("http://[::1]:80/x") == "http://[::1]")
    #expect(try origin("http://127.0.0.1:8899") == "http://127.0.0.1:8899")
  }

  @Test("The next board begins with what the one before saw")
  func past() async throws {
    _ = await (try recorder()).watch(answer())
    guard case .past(let past)? = await (try recorder()).watch(answer(600)) else {
      Issue.record("no past")
      return
    }
    let subscription = try #require(answer().value.subscriptions.first)
    let strip = past.strip(of: subscription, cells: 36, endingAt: start.addingTimeInterval(600))
    #expect(strip.text.filter { $0 == "▁" }.count == 1)
  }

  @Test("An empty list, or one without a company, belongs to nobody without a pin: no file is made")
  func nobody() async throws {
    let recorder = try recorder()
    #expect(await recorder.watch(answer(empty: true)) == nil)
    #expect(await recorder.watch(answer(companyID: nil)) == nil)
    #expect(folder.everything == [])
  }

  @Test("In memory and turned off there is no file")
  func noFile() async throws {
    let off = try recorder(.off)
    #expect(await off.watch(answer()) == .turnedOff)
    #expect(await off.watch(answer(15)) == nil)
    #expect(folder.everything == [])
  }

  @Test("Why history is off is said once, and again when it is another reason")
  func toldOnce() async throws {
    try folder.makeFolder("state")
    try folder.makeFolder("state/history.sqlite")
    let recorder = try recorder()
    #expect(await recorder.watch(answer()) == .off(.notOurs))
    #expect(
      HistoryProblem.notOurs.sentence(folder.paths)
        == "History is off: ~/state/history.sqlite is not a plain file of yours; move it away.")
    #expect(await recorder.watch(answer(15)) == nil)
  }

  @Test("Many accounts of one process share one opening", .timeLimit(.minutes(5)))
  func openedOnce() async throws {
    let start = start
    let history = OpenHistory(.file(file), now: { start })
    let stores = try await together(20) { _ in try await history.store() }
    #expect(Set(stores.compactMap { $0.map(ObjectIdentifier.init) }).count == 1)
  }
}
