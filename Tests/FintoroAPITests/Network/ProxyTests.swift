import FintoroAPI
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("Proxies that do not do their work")
struct ProxyTests {
  private func failureBehind(_ proxy: Proxy, timeout: Duration = patience) async throws -> Failure? {
    let connection = APIConnection(
      baseURL: .production, token: try #require(AccessToken("test-token-123")), timeout: timeout, proxy: proxy)
    let client = FintoroClient(connection, clock: { now })
    return await failure { () async throws(Failure) in try await client.whoami() }
  }

  private func proxy(_ port: Int) -> Proxy {
    Proxy(host: "127.0.0.1", port: port, credentials: .init(user: "me", password: "pw"), setting: "HTTPS_PROXY")
  }

  private func kind(_ fault: Failure.ProxyFault, _ port: Int) -> Failure.Kind {
    .unreachable(.proxy(name: "127.0.0.1:\(port) (HTTPS_PROXY)", fault))
  }

  @Test(
    "A proxy is asked for a tunnel and sees neither token nor path; its refusal means that nothing was sent",
    arguments: [(403, Failure.ProxyFault.refusesToConnect), (407, .wantsLogIn), (502, .refusesToConnect)])
  func refusal(status: Int, fault: Failure.ProxyFault) async throws {
    let server = try ScriptedServer(answering: http(status, "no", type: "text/html"))
    #expect(try await failureBehind(proxy(server.port))?.kind == kind(fault, server.port))
    let request = try #require(server.requests.first)
    #expect(request.line == "CONNECT app.fintoro.sk:443 HTTP/1.1")
    #expect(request.headers["proxy-authorization"] == "Basic bWU6cHc=")
    #expect(request.headers["authorization"] == nil)
  }

  @Test("A proxy that is not there, or whose name is not known, is named, not the server")
  func dead() async throws {
    let port = try refusingPort()
    #expect(try await failureBehind(proxy(port))?.kind == kind(.refused, port))
    let unknown = Proxy(host: "no-such-proxy.invalid", port: 3128, setting: "https_proxy")
    #expect(
      try await failureBehind(unknown)?.kind
        == .unreachable(.proxy(name: "no-such-proxy.invalid:3128 (https_proxy)", .nameNotFound)))
  }

  @Test("A proxy that says nothing is named once the time for a connection is over")
  func silent() async throws {
    let server = try ScriptedServer { $0.waitForClose() }
    #expect(try await failureBehind(proxy(server.port), timeout: .seconds(2))?.kind == kind(.silent, server.port))
  }

  @Test("A proxy that hangs up is named", arguments: [true, false])
  func hangUp(isReset: Bool) async throws {
    let server = try ScriptedServer { connection in
      connection.readRequest()
      if isReset { connection.reset() }
    }
    #expect(try await failureBehind(proxy(server.port))?.kind == kind(.closed, server.port))
  }

  @Test(
    "What is no HTTP proxy and waits is named once the time for a connection is over",
    arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "\u{1}\u{2}\u{3}\r\n\r\n"])
  func otherProtocol(text: String) async throws {
    let server = try ScriptedServer { connection in
      connection.readRequest()
      connection.send(text)
      connection.waitForClose()
    }
    #expect(try await failureBehind(proxy(server.port), timeout: .seconds(2))?.kind == kind(.silent, server.port))
  }
}
