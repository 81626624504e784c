import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing
import TestSupport

@Suite("Servers that cannot be reached")
struct UnreachableTests {
  private func failureOf(_ baseURL: String) async throws -> Failure? {
    let client = try FintoroClient.test(baseURL)
    return await failure { () async throws(Failure) in try await client.whoami() }
  }

  @Test("Where nothing listens the connection is refused, at once", arguments: ["127.0.0.1", "localhost"])
  func refused(host: String) async throws {
    #expect(try await failureOf("http://\(host):\(refusingPort())")?.kind == .unreachable(.refused))
  }

  @Test("A name that does not exist is not found")
  func nameNotFound() async throws {
    #expect(try await failureOf("https://no-such-host.invalid")?.kind == .unreachable(.nameNotFound))
  }

  @Test("A server that does not speak TLS is not sent anything but a greeting")
  func noTLS() async throws {
    let server = try ScriptedServer { connection in
      connection.send("HTTP/1.1 400 Bad Request\r\n\r\n")
      connection.waitForClose()
    }
    let error = try await failureOf("https://127.0.0.1:\(server.port)")
    #expect(error?.kind == .unreachable(.tls))
    #expect(error?.detail == "the other side does not speak TLS there")
    #expect(server.requests.isEmpty)
  }

  @Test("An extra CA file that cannot be read stops everything before it is sent")
  func extraCertificates() async throws {
    let folder = try TemporaryFolder()
    let server = try ScriptedServer(answering: http(200, #"{"name":"Acme"}"#))
    try Data("no certificate".utf8).write(to: URL(fileURLWithPath: folder.path + "/wrong.pem"))
    for name in ["absent.pem", "wrong.pem"] {
      let connection = APIConnection(
        baseURL: try BaseURL(server.baseURL), token: try #require(AccessToken("t")),
        authorities: TrustedAuthorities(extraFile: folder.path + "/" + name))
      let client = FintoroClient(connection, clock: { now })
      let error = await failure { () async throws(Failure) in try await client.whoami() }
      guard case .notSent(let problem) = error?.kind else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(problem.contains(name))
    }
    #expect(server.connections == 0)
  }
}
