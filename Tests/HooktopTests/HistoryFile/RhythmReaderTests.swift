import FintoroAPI
import FintoroWebhooks
import Foundation
import History
import TestSupport
import Testing

@testable import hooktop

@Suite("What is learnt of deliveries")
struct RhythmReaderTests {
  /// Monday, 2 March 2026, midnight in Slovakia.
  private let start = Date(timeIntervalSince1970: 1_772_406_000)

  private func answer(_ hours: Double) -> Answer<SubscriptionList> {
    let date = start + hours * 3_600
    let subscription = Subscription(
      id: 801, companyID: 15, url: "https://erp.acme.sk", subscribedEvents: [], lastSuccessAt: Timestamp(date - 30),
      lastFailureAt: .never, disabledAt: .never, createdAt: Timestamp(start - 86_400), updatedAt: .never)
    return Answer(
      SubscriptionList([.readable(subscription)]), context: AnswerContext(receivedAt: date, serverDate: date))
  }

  @Test("It learns from the history at the start, and anew after six hours", .timeLimit(.minutes(5)))
  func learnt() async throws {
    let folder = try TemporaryFolder()
    let (start, keys) = (
      start,
      CompanyKeys(baseURL: try BaseURL("https://app.fintoro.sk/api/public/v1"), profile: nil, paths: folder.paths)
    )
    let history = OpenHistory(.memory, now: { start })
    let store = try #require(try await history.store())
    for hour in 0...(20 * 24) {
      let answer = answer(Double(hour))
      try store.record(answer.value, of: keys.key(15), at: answer.context.saidAt, pause: 7_200)
    }
    let reader = RhythmReader(history, keys: keys, calendar: .sk)
    let rhythm = try #require(await reader.learn(from: answer(480))?[801])
    #expect(rhythm.usualOnWorkingDays == 3_600)
    #expect(rhythm.days >= 20)
    #expect(await reader.learn(from: answer(485)) == nil)
    #expect(await reader.learn(from: answer(486)) != nil)
  }

  @Test("Nothing is learnt where history is turned off")
  func off() async throws {
    let folder = try TemporaryFolder()
    let start = start
    let keys = CompanyKeys(
      baseURL: try BaseURL("https://app.fintoro.sk/api/public/v1"), profile: nil, paths: folder.paths)
    let reader = RhythmReader(OpenHistory(.off, now: { start }), keys: keys, calendar: .sk)
    #expect(await reader.learn(from: answer(0)) == nil)
  }
}
