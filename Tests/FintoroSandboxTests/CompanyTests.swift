import FintoroSandbox
import NIOHTTP1
import Testing

@Suite("Two companies")
struct CompanyTests {
  @Test("Neither sees, changes or deletes what the other has")
  func isolated() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .demo)) { server, acme in
      let beta = acme.with(token: SandboxTokens.secondWrite)
      #expect(try await acme.list().allSatisfy { $0.companyId == 15 })
      let others = try await beta.list()
      #expect(others.map(\.companyId) == [16])
      let made = try await beta.create().read(SeenSubscription.self)
      #expect(made.companyId == 16)
      #expect(try await acme.get("/webhook-subscriptions/\(made.id)").status == 404)
      #expect(try await beta.send(.DELETE, "/webhook-subscriptions/801").status == 404)
      #expect(try await beta.send(.POST, "/webhook-subscriptions/801/rotate-secret").status == 404)
      #expect(await server.subscriptionIDs(companyID: 15) == Array(801...811))
      #expect(await server.subscriptionIDs(companyID: 16) == [701, 812])
    }
  }
}
