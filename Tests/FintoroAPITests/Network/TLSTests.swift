import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing
import TestSupport

@Suite("TLS")
struct TLSTests {
  let folder: TemporaryFolder
  let authority: String

  init() throws {
    folder = try TemporaryFolder()
    authority = folder.path + "/authority.pem"
    try Data(TestCertificates.authority.utf8).write(to: URL(fileURLWithPath: authority))
  }

  private func client(_ baseURL: String, extra: String? = nil, proxy: Proxy? = nil) throws -> FintoroClient {
    let token = try #require(AccessToken("test-token-123"))
    let connection = APIConnection(
      baseURL: try BaseURL(baseURL), token: token, proxy: proxy, authorities: TrustedAuthorities(extraFile: extra))
    return FintoroClient(connection, clock: { now })
  }

  private let answer = http(200, #"{"name":"Acme"}"#)

  @Test("A server whose certificate nobody vouches for gets no byte of a request")
  func untrusted() async throws {
    let server = try await TLSServer(
      certificate: TestCertificates.local, answer: answer)
    let client = try client("https://127.0.0.1:\(server.port)")
    let error = await failure { () async throws(Failure) in try await client.whoami() }
    #expect(error?.kind == .unreachable(.certificate(.unknownIssuer)))
    #expect(server.receivedBytes == 0)
  }

  @Test("A server that an extra authority vouches for is asked", arguments: ["127.0.0.1", "localhost"])
  func extraAuthority(host: String) async throws {
    let server = try await TLSServer(
      certificate: TestCertificates.local, answer: answer)
    #expect(try await client("https://\(host):\(server.port)", extra: authority).whoami().value == "Acme")
  }

  @Test("A server with a trusted certificate for another name gets no byte of a request")
  func wrongName() async throws {
    let server = try await TLSServer(
      certificate: TestCertificates.other, answer: answer)
    let client = try client("https://127.0.0.1:\(server.port)", extra: authority)
    let error = await failure { () async throws(Failure) in try await client.whoami() }
    #expect(error?.kind == .unreachable(.certificate(.otherName)))
    #expect(server.receivedBytes == 0)
  }

  @Test(
    "A certificate out of its time says when that was, through a proxy too",
    arguments: [
      (TestCertificates.expired, Failure.CertificateFault.expired(Date(timeIntervalSince1970: 1_609_459_200))),
      (TestCertificates.early, .notYetValid(Date(timeIntervalSince1970: 4_701_974_400))),
    ], [false, true])
  func outOfTime(_ row: (certificate: String, fault: Failure.CertificateFault), isProxied: Bool) async throws {
    let server = try await TLSServer(certificate: row.certificate, answer: answer)
    let proxy = try ScriptedServer { connection in
      connection.readRequest()
      connection.send("HTTP/1.1 200 Connection established\r\n\r\n")
      connection.tunnel(toPort: server.port)
    }
    let client =
      isProxied
      ? try client("https://other.test", extra: authority, proxy: Proxy(host: "127.0.0.1", port: proxy.port))
      : try client("https://127.0.0.1:\(server.port)", extra: authority)
    let error = await failure { () async throws(Failure) in try await client.whoami() }
    #expect(error?.kind == .unreachable(.certificate(row.fault)))
    #expect(server.receivedBytes == 0)
  }

  @Test("Authorities that the environment names are trusted in place of the system's file or folder")
  func environment() async throws {
    for variables in [["SSL_CERT_FILE": authority], ["SSL_CERT_DIR": "/nowhere:\(folder.path)"]] {
      let server = try await TLSServer(certificate: TestCertificates.local, answer: answer)
      let token = try #require(AccessToken("test-token-123"))
      let connection = APIConnection(
        baseURL: try BaseURL("https://127.0.0.1:\(server.port)"), token: token,
        authorities: TrustedAuthorities(extraFile: nil, environment: variables))
      #expect(try await FintoroClient(connection, clock: { now }).whoami().value == "Acme")
    }
  }

  @Test("A CA file that is mended is taken without a restart, before and after a certificate was not accepted")
  func mended() async throws {
    let server = try await TLSServer(certificate: TestCertificates.local, answer: answer)
    let file = folder.path + "/later.pem"
    let client = try client("https://127.0.0.1:\(server.port)", extra: file)
    let missing = await failure { () async throws(Failure) in try await client.whoami() }
    #expect(missing?.kind == .notSent(problem: "the CA file \(file) cannot be read (it does not exist)"))
    try Data(TestCertificates.other.utf8).write(to: URL(fileURLWithPath: file))
    let wrong = await failure { () async throws(Failure) in try await client.whoami() }
    #expect(wrong?.kind == .unreachable(.certificate(.unknownIssuer)))
    try Data(TestCertificates.authority.utf8).write(to: URL(fileURLWithPath: file))
    #expect(try await client.whoami().value == "Acme")
    await client.shutDown()
  }

  @Test("Through a proxy the server is asked as without one, and the proxy sees its name alone")
  func tunnel() async throws {
    let server = try await TLSServer(
      certificate: TestCertificates.other, answer: answer)
    let proxy = try ScriptedServer { connection in
      connection.readRequest()
      connection.send("HTTP/1.1 200 Connection established\r\n\r\n")
      connection.tunnel(toPort: server.port)
    }
    let client = try client(
      "https://other.test", extra: authority, proxy: Proxy(host: "127.0.0.1", port: proxy.port))
    #expect(try await client.whoami().value == "Acme")
    #expect(proxy.requests.map(\.line) == ["CONNECT other.test:443 HTTP/1.1"])
    #expect(proxy.requests.first?.headers["authorization"] == nil)
    #expect(server.receivedBytes > 0)
  }

  @Test("A proxy is not used for this machine itself, even where it is set")
  func loopback() async throws {
    let proxy = try ScriptedServer(answering: http(502))
    let server = try await TLSServer(
      certificate: TestCertificates.local, answer: answer)
    let client = try client(
      "https://127.0.0.1:\(server.port)", extra: authority, proxy: Proxy(host: "127.0.0.1", port: proxy.port))
    #expect(try await client.whoami().value == "Acme")
    #expect(proxy.connections == 0)
  }
}
