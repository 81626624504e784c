import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import Testing

@Suite("The example on the page of FintoroAPI")
struct TroubleExampleTests {
  @Test("It finds what fails in the demo's company, and nothing else")
  func finds() async throws {
    let server = try await SandboxServer.start(SandboxConfiguration())
    let token = try #require(AccessToken(SandboxTokens.write))
    let found = try await failingSubscriptions(at: try BaseURL(server.baseURL), token: token)
    await server.stop()
    #expect(found.map(\.displayName) == ["ERP sync", "BI export"])
  }
}
