import FintoroAPI
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Slow, cut and hostile servers")
struct HostileServerTests {
  private func whoami(
    timeout: Duration = patience, _ script: @escaping @Sendable (ScriptedConnection) -> Void
  ) async throws -> Failure? {
    let server = try ScriptedServer(script)
    let client = try FintoroClient.test(server.baseURL, timeout: timeout)
    return await failure { () async throws(Failure) in try await client.whoami() }
  }

  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Request-Id: req_1\r\n"

  @Test("A server that takes the request and says nothing is given up at the deadline")
  func silence() async throws {
    let error = try await whoami(timeout: .seconds(2)) { connection in
      connection.readRequest()
      connection.waitForClose()
    }
    #expect(error?.kind == .timedOut(seconds: 2))
  }

  @Test("A server that stops in the middle of its answer is given up at the deadline")
  func silenceInTheBody() async throws {
    let error = try await whoami(timeout: .seconds(2)) { connection in
      connection.readRequest()
      connection.send(Self.head + "Content-Length: 100\r\n\r\n{\"name\":")
      connection.waitForClose()
    }
    #expect(error?.kind == .timedOut(seconds: 2))
  }

  @Test("A server that lets one byte drop after another is given up at the deadline", arguments: [true, false])
  func dribble(inBody: Bool) async throws {
    let error = try await whoami(timeout: .seconds(2)) { connection in
      connection.readRequest()
      connection.send(inBody ? Self.head + "Content-Length: 100000\r\n\r\n" : "HTTP/1.1 200 OK\r\nX-Long: ")
      while connection.send("a") { usleep(5_000) }
    }
    #expect(error?.kind == .timedOut(seconds: 2))
  }

  @Test("A server that hangs up instead of answering has lost the connection", arguments: [true, false])
  func hangUp(reset: Bool) async throws {
    let error = try await whoami { connection in
      connection.readRequest()
      if reset { connection.reset() }
    }
    #expect(error?.kind == .connectionLost)
    #expect(error?.status == nil)
  }

  @Test("An answer that is cut in its body has lost the connection, and still tells its request id")
  func cut() async throws {
    let error = try await whoami { connection in
      connection.readRequest()
      connection.send(Self.head + "Content-Length: 100\r\n\r\n{\"name\":\"Ac")
    }
    #expect(error?.kind == .connectionLost)
    #expect(error?.requestID == "req_1")
    #expect(error?.isFintorosAnswer == false)
  }

  @Test("An answer without a length that ends too early is unreadable")
  func cutWithoutLength() async throws {
    let error = try await whoami { connection in
      connection.readRequest()
      connection.send(Self.head + "Connection: close\r\n\r\n{\"name\":\"Ac")
    }
    #expect(error?.kind == .unreadable(problem: "the JSON is cut short or damaged (11 bytes came)"))
  }

  @Test(
    "Bytes that are not HTTP are unreadable",
    arguments: ["SSH-2.0-OpenSSH_9.2\r\n", "\u{1}\u{2}\u{3}\u{4}\r\n\r\n", "HTTP/9.9 banana\r\n\r\n"])
  func notHTTP(text: String) async throws {
    let error = try await whoami { connection in
      connection.readRequest()
      connection.send(text)
      connection.waitForClose()
    }
    #expect(error?.kind == .unreadable(problem: "the answer is not HTTP"))
  }

  @Test("A body that never ends is given up at its bound of 1 MiB")
  func endless() async throws {
    let error = try await whoami { connection in
      connection.readRequest()
      connection.send(Self.head + "Transfer-Encoding: chunked\r\n\r\n")
      let chunk = "10000\r\n" + String(repeating: " ", count: 65_536) + "\r\n"
      while connection.send(chunk) {}
    }
    #expect(error?.kind == .unreadable(problem: "the answer is longer than 1 MiB"))
    #expect(error?.requestID == "req_1")
  }

  @Test("A list that announces 10 GB is given up before any of it is taken")
  func announced() async throws {
    let server = try ScriptedServer { connection in
      connection.readRequest()
      connection.send(Self.head + "Content-Length: 10000000000\r\n\r\n")
      connection.waitForClose()
    }
    let client = try FintoroClient.test(server.baseURL)
    let error = await failure { () async throws(Failure) in try await client.list() }
    #expect(error?.kind == .unreadable(problem: "the answer is longer than 64 MiB"))
  }

  @Test("A redirect is not followed: the token never reaches another origin", arguments: [301, 302, 303, 307, 308])
  func redirect(status: Int) async throws {
    let other = try ScriptedServer(answering: http(200, #"{"name":"Evil"}"#))
    let server = try ScriptedServer(answering: http(status, "", type: nil, ["Location: \(other.baseURL)/whoami"]))
    let client = try FintoroClient.test(server.baseURL)
    let error = await failure { () async throws(Failure) in try await client.whoami() }
    #expect(error?.kind == .unexpectedStatus)
    #expect(error?.status == status)
    #expect(error?.detail == "redirect to \(other.baseURL)/whoami")
    #expect(other.connections == 0)
  }

  @Test("Cancelling the task ends the request")
  func cancelling() async throws {
    let (arrived, arrival) = AsyncStream.makeStream(of: Void.self)
    let server = try ScriptedServer { connection in
      connection.readRequest()
      arrival.yield()
      connection.waitForClose()
    }
    let client = try FintoroClient.test(server.baseURL)
    let asking = Task { await failure { () async throws(Failure) in try await client.whoami() } }
    for await _ in arrived { break }
    asking.cancel()
    #expect(await asking.value?.kind == .cancelled)
  }
}
