import TestSupport
import Testing

@testable import FintoroSandbox

@Suite("The store and many requests at once")
struct StoreTogetherTests {
  @Test("Each create gets an id and a secret of its own, and all of them are there", .timeLimit(.minutes(5)))
  func creates() async throws {
    try await withSandbox(SandboxConfiguration(rateLimit: 1_000, scenario: .empty)) { server, api in
      let made = try await together(16) { _ in try await api.create().read(SeenSubscription.self) }
      #expect(made.map(\.id).sorted() == Array(801...816))
      #expect(Set(made.map(\.plainTextSecret)).count == 16)
      #expect(await server.subscriptionIDs() == Array(801...816))
      for one in made { #expect(await server.secret(of: one.id) == one.plainTextSecret) }
    }
  }

  @Test("Exactly as many go through as the limit allows", .timeLimit(.minutes(5)))
  func limited() async throws {
    let clock = TestClock()
    let configuration = SandboxConfiguration(rateLimit: 6, scenario: .empty, clock: { clock.now })
    try await withSandbox(configuration) { _, api in
      let replies = try await together(16) { _ in try await api.get("/whoami") }
      let remaining = replies.filter { $0.status == 200 }.compactMap { $0.header("X-RateLimit-Remaining") }
      #expect(remaining.compactMap { Int($0) }.sorted() == Array(0..<6))
      #expect(replies.count { $0.status == 429 } == 10)
    }
  }

  @Test("Each is on record with its own status", .timeLimit(.minutes(5)))
  func journal() async throws {
    let journal = RequestJournal()
    _ = try await together(300) { number in
      let place = await journal.arrived(
        RecordedRequest(method: "GET", path: "/\(number)", headers: [:], body: [], status: nil))
      await journal.answered(place, status: number)
    }
    let requests = await journal.requests
    #expect(requests.count == 300)
    #expect(requests.allSatisfy { $0.path == "/\($0.status ?? -1)" })
  }

  @Test("No two draw the same id, and a seed gives the same ids in whatever order", .timeLimit(.minutes(5)))
  func random() async throws {
    func drawn() async throws -> Set<String> {
      let random = SandboxRandom(seed: 7)
      return Set(try await together(200) { _ in random.uuid() })
    }
    let first = try await drawn()
    #expect(first.count == 200)
    #expect(try await drawn() == first)
  }
}
