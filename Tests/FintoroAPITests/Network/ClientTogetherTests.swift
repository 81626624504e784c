import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("One client and many requests at once")
struct ClientTogetherTests {
  private func client(_ server: SandboxServer) throws -> FintoroClient {
    let token = try #require(AccessToken(SandboxTokens.write))
    return FintoroClient(APIConnection(baseURL: try BaseURL(server.baseURL), token: token), clock: { Date() })
  }

  @Test("Each gets its own answer", .timeLimit(.minutes(5)))
  func answers() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(rateLimit: 1_000))
    let client = try client(server)
    let ids = await server.subscriptionIDs(companyID: 15)
    let seen = try await together(16) { number in
      let id = ids[number % ids.count]
      return try await client.show(id).value.id == id
    }
    #expect(seen == Array(repeating: true, count: 16))
    await client.shutDown()
    await server.stop()
  }

  @Test("Many that shut it down while it asks all go on, and so does each that asks", .timeLimit(.minutes(5)))
  func shutDown() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(rateLimit: 1_000))
    let client = try client(server)
    let ended = try await together(16) { number in
      if number % 5 == 4 {
        await client.shutDown()
      } else {
        _ = await failure { () async throws(Failure) in try await client.whoami() }
      }
      return number
    }
    #expect(ended.sorted() == Array(0..<16))
    #expect(await failure { () async throws(Failure) in try await client.whoami() } != nil)
    await server.stop()
  }
}
