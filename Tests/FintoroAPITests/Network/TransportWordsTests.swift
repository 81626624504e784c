import FintoroAPI
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("What is told of a request that failed on its way", .serialized)
struct TransportWordsTests {
  private static let answer = http(200, #"{"name":"Acme"}"#)
  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

  private func sentence(
    _ baseURL: String, timeout: Duration = patience, proxy: Proxy? = nil,
    authorities: TrustedAuthorities = TrustedAuthorities()
  ) async throws -> String {
    let connection = APIConnection(
      baseURL: try BaseURL(baseURL), token: try #require(AccessToken("test-token-123")), timeout: timeout,
      proxy: proxy, authorities: authorities)
    let client = FintoroClient(connection, clock: { now })
    let error = try #require(await failure { () async throws(Failure) in try await client.whoami() })
    await client.shutDown()
    return FailureText.sentence(error, baseURL: baseURL, zone: .gmt)
  }

  /// Anything that a library would say, or that names a place of its source.
  private static let libraryWords = [
    "NIO", "SSL", "Error", "HTTPClient", "errno", "Optional", "::", ".swift", ".c:", ".cc", "checkouts", "connect(",
    "handshakeFailed", "0x", "  ",
  ]

  private func judge(_ sentence: String, says words: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(sentence.contains(words), "\(sentence)", sourceLocation: location)
    #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"), "\(sentence)", sourceLocation: location)
    for word in Self.libraryWords {
      #expect(!sentence.contains(word), "\(word) in: \(sentence)", sourceLocation: location)
    }
  }

  @Test("is told in plain words where a server does not speak TLS as it should")
  func tls() async throws {
    let scripts: [(String, @Sendable (ScriptedConnection) -> Void)] = [
      ("does not speak TLS", { $0.send("HTTP/1.1 400 Bad Request\r\n\r\n") }),
      ("does not speak TLS", { $0.send("SSH-2.0-OpenSSH_9.2\r\n") }),
      ("ended the handshake", { _ in }),
      ("No TLS connection", { $0.reset() }),
      // Alerts: handshake_failure, protocol_version, unrecognized_name, internal_error.
      ("have no TLS in common", { $0.send([21, 3, 3, 0, 2, 2, 40]) }),
      ("no TLS version in common", { $0.send([21, 3, 3, 0, 2, 2, 70]) }),
      ("does not know that name", { $0.send([21, 3, 3, 0, 2, 2, 112]) }),
      ("ended the handshake", { $0.send([21, 3, 3, 0, 2, 2, 80]) }),
      // A handshake message of a type that there is not.
      ("No TLS connection", { $0.send([22, 3, 3, 0, 4, 99, 0, 0, 0]) }),
    ]
    for (words, script) in scripts {
      let server = try ScriptedServer { connection in
        connection.readSome()
        script(connection)
        connection.finishSending()
      }
      judge(try await sentence("https://127.0.0.1:\(server.port)"), says: words)
    }
    let silent = try ScriptedServer { $0.waitForClose() }
    judge(try await sentence("https://127.0.0.1:\(silent.port)", timeout: .seconds(2)), says: "in time")
  }

  @Test("is told in plain words where certificates are wrong, or a connection ends after them")
  func certificates() async throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/authority.pem"
    try Data(TestCertificates.authority.utf8).write(to: URL(fileURLWithPath: file))
    let trusting = TrustedAuthorities(extraFile: file)
    for (certificate, authorities, words) in [
      (TestCertificates.local, TrustedAuthorities(), "No authority that this machine trusts"),
      (TestCertificates.other, trusting, "is for another name"),
      (TestCertificates.expired, trusting, "expired at 2021-01-01 00:00:00 +00:00"),
      (TestCertificates.early, trusting, "is not valid before 2119-01-01 00:00:00 +00:00"),
    ] {
      let server = try await TLSServer(certificate: certificate, answer: Self.answer)
      judge(try await sentence("https://127.0.0.1:\(server.port)", authorities: authorities), says: words)
    }
    let closing = try await TLSServer(certificate: TestCertificates.local, answer: nil)
    judge(
      try await sentence("https://127.0.0.1:\(closing.port)", authorities: trusting), says: "ended before the whole")
    let asking = try await TLSServer(
      certificate: TestCertificates.local, answer: Self.answer, asksForCertificate: true)
    judge(
      try await sentence("https://127.0.0.1:\(asking.port)", authorities: trusting),
      says: "asks for a certificate of its clients")
    judge(
      try await sentence("https://127.0.0.1:\(asking.port)", authorities: .init(extraFile: "/nowhere.pem")),
      says: "the CA file /nowhere.pem cannot be read (it does not exist)")
  }

  @Test("is told in plain words where a server is not there, or answers what is no answer")
  func plain() async throws {
    judge(try await sentence("http://127.0.0.1:\(try refusingPort())"), says: "connection refused")
    judge(try await sentence("https://no-such-host.invalid"), says: "cannot be found")
    judge(try await sentence("https://a_b.invalid"), says: "a_b.invalid")
    let scripts: [(String, @Sendable (ScriptedConnection) -> Void)] = [
      ("ended before the whole", { _ in }),
      ("ended before the whole", { $0.reset() }),
      ("ended before the whole", { $0.send(Self.head + "Content-Length: 9\r\n\r\n{") }),
      ("is not HTTP", { $0.send("\u{1}\u{2}\r\n\r\n") }),
      ("is not HTTP", { $0.send(Self.head + "Content-Length: x\r\n\r\n{}") }),
      ("is not HTTP", { $0.send("HTTP/1.1 200 OK\r\nX: " + String(repeating: "a", count: 200_000) + "\r\n\r\n") }),
      ("longer than 1 MiB", { $0.send(Self.head + "Content-Length: 9000000\r\n\r\n{") }),
      ("cut short or damaged", { $0.send(Self.head + "Connection: close\r\n\r\n{") }),
      ("compressed", { $0.send(http(200, "x", ["Content-Encoding: gzip"])) }),
      ("a redirect", { $0.send(http(302, "", ["Location: https://elsewhere.test/"])) }),
      ("asks for a log-in", { $0.send(http(511, "<html>", type: "text/html")) }),
      ("its own log-in", { $0.send(http(401, "<html>", type: "text/html")) }),
      ("its own log-in", { $0.send(http(403, "<html>", type: "text/html")) }),
    ]
    for (words, script) in scripts {
      let server = try ScriptedServer { connection in
        connection.readRequest()
        script(connection)
      }
      judge(try await sentence(server.baseURL), says: words)
    }
  }

  @Test("is told in plain words where a tunnel through a proxy does not lead to the server")
  func tunnels() async throws {
    let scripts: [(String, @Sendable (ScriptedConnection) -> Void)] = [
      ("does not connect to it", { $0.send(http(502)) }),
      ("closed the connection", { $0.send("HTTP/1.1 200 OK\r\n\r\n") }),
      (
        "does not speak TLS",
        {
          $0.send("HTTP/1.1 200 OK\r\n\r\n")
          $0.readSome()
          $0.send("HTTP/1.1 400 Bad Request\r\n\r\n")
        }
      ),
    ]
    for (words, script) in scripts {
      let server = try ScriptedServer { connection in
        connection.readRequest()
        script(connection)
        connection.finishSending()
      }
      let proxy = Proxy(host: "127.0.0.1", port: server.port, setting: "https_proxy")
      judge(try await sentence("https://other.test", proxy: proxy), says: words)
    }
  }
}
