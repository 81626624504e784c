import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing

@Suite("What the headers of a good answer say")
struct ContextTests {
  private func context(_ headers: [String]) async throws -> AnswerContext {
    let server = try ScriptedServer(answering: http(200, #"{"name":"Acme"}"#, headers))
    let client = try FintoroClient.test(server.baseURL)
    return try await client.whoami().context
  }

  @Test("The request id, the server's time and the budget of requests come with the answer")
  func all() async throws {
    let context = try await context([
      "Date: Sun, 29 Mar 2026 19:00:01 GMT", "x-ratelimit-limit: 120", "X-RateLimit-Remaining: 7",
    ])
    #expect(
      context
        == AnswerContext(
          receivedAt: now, serverDate: now.addingTimeInterval(1), requestID: "req_1",
          rateLimit: RateLimit(limit: 120, remaining: 7)))
  }

  @Test("What a cache had kept is as old as that, and the server's clock is read with it")
  func cached() async throws {
    // Made an hour and a half before the fixed now, and kept since.
    let context = try await context(["Date: Sun, 29 Mar 2026 17:30:00 GMT", "Age: 5400"])
    #expect(context.cacheAge == 5_400)
    #expect(context.askedAt == now.addingTimeInterval(-5_400))
    #expect(context.sentAt == now)
    #expect(ServerTime(local: now, answer: context) == ServerTime(now: now, skew: 0))
  }

  @Test(
    "An age that is no number of seconds counts as none", arguments: ["-5", "soon", "1.5", "99999999999999999999", ""])
  func badAge(text: String) async throws {
    #expect(try await context(["Age: \(text)"]).askedAt == now)
  }

  @Test(
    "A budget that is not told in full is unknown, never guessed",
    arguments: [
      [], ["X-RateLimit-Limit: 120"], ["X-RateLimit-Remaining: 3"],
      ["X-RateLimit-Limit: many", "X-RateLimit-Remaining: 3"], ["X-RateLimit-Limit: 120", "X-RateLimit-Remaining: -1"],
    ])
  func noBudget(headers: [String]) async throws {
    #expect(try await context(headers).rateLimit == nil)
  }

  @Test(
    "A date that is not HTTP's is no date",
    arguments: [
      "yesterday", "2026-03-29T19:00:01Z", "Sun, 29 Foo 2026 19:00:01 GMT", "Sun, 29 Mar 2026 25:00:01 GMT",
      "Sun, 29 Mar 2026 19:00:01 CET", "Sun, 99 Mar 2026 19:00:01 GMT",
    ])
  func badDate(text: String) async throws {
    #expect(try await context(["Date: \(text)"]).serverDate == nil)
  }
}
