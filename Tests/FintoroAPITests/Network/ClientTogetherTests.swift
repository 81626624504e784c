import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Synchronization
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

  @Test("A token that many were refused with is read again once, and each gets its answer", .timeLimit(.minutes(5)))
  func renewed() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(rateLimit: 1_000))
    let (renewal, client) = try renewing(server, to: SandboxTokens.write)
    let names = try await together(16) { _ in try await client.whoami().value }
    #expect(names == Array(repeating: "Acme s.r.o.", count: 16))
    #expect(renewal.count == 1)
    let tokens = await server.recordedRequests().map { $0.headers["authorization"] ?? "" }
    #expect(tokens.count { $0.hasSuffix("revoked") } == 16 && tokens.count { $0.hasSuffix("sandbox-write") } == 16)
    // What writes stays with the first token until its company was checked.
    #expect(await failure { () async throws(Failure) in try await client.delete(801) }?.kind == .unauthenticated)
    #expect(await client.token.awaitsPermission)
    await client.token.allowWriting(with: 1)
    _ = try await client.delete(await server.subscriptionIDs(companyID: 15)[0])
    await client.shutDown()
    await server.stop()
  }

  @Test("A place that still has the refused token is read once for all, and all are refused", .timeLimit(.minutes(5)))
  func notRenewed() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration(rateLimit: 1_000))
    let (renewal, client) = try renewing(server, to: "revoked")
    let failures = try await together(16) { _ in
      await failure { () async throws(Failure) in try await client.whoami() }?.kind
    }
    #expect(failures == Array(repeating: .unauthenticated, count: 16))
    #expect(renewal.count == 1)
    #expect(await server.recordedRequests().count == 16)
    // A later request asks the place again.
    #expect(await failure { () async throws(Failure) in try await client.whoami() }?.kind == .unauthenticated)
    #expect(renewal.count == 2)
    await client.shutDown()
    await server.stop()
  }

  /// A client with a token that the sandbox does not know. Its place answers when 16 requests have arrived.
  private func renewing(_ server: SandboxServer, to token: String) throws -> (Renewal, FintoroClient) {
    let renewal = Renewal()
    let (old, new) = (try #require(AccessToken("revoked")), try #require(AccessToken(token)))
    let client = FintoroClient(
      APIConnection(baseURL: try BaseURL(server.baseURL), token: old), clock: { Date() },
      readTokenAgain: {
        renewal.add()
        while await server.recordedRequests().count < 16 { await Task.yield() }
        return new
      })
    return (renewal, client)
  }
}

/// Counts how often a token's place was read.
private final class Renewal: Sendable {
  private let value = Mutex(0)
  var count: Int { value.withLock { $0 } }
  func add() { value.withLock { $0 += 1 } }
}
