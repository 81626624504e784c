import NIOCore
import NIOPosix
import TestSupport
import Testing

@testable import FintoroSandbox

@Suite("Connections that clients keep")
struct ConnectionTests {
  private static let request = RawConnection.request("GET", "/whoami")
  private static let last = request.replacing("Host:", with: "Connection: close\r\nHost:")
  private static let list = RawConnection.request("GET", "/webhook-subscriptions")

  @Test(
    "A client that does nothing with its connection gives way to the next one",
    .timeLimit(.minutes(5)),
    arguments: [
      ("an idle connection", ""), ("half a head", String(request.prefix(40))),
      ("half a body", String(RawConnection.request("POST", "/webhook-subscriptions", body: Body.good).dropLast(9))),
      (
        "half a body below /_sandbox", "POST /_sandbox/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
      ),
      ("answers that it does not read", String(repeating: list, count: 20)),
    ])
  func givesWay(name: String, rest: String) async throws {
    var configuration = SandboxConfiguration(scenario: .huge(count: 10_000))
    let limit = TimeAmount.milliseconds(100)
    configuration.limits = ConnectionLimits(connections: 1, idle: limit, body: limit, answer: limit)
    try await withSandbox(configuration) { (server, _) async throws in
      try await RawConnection.keeping(Self.request, then: rest, port: server.port) {
        // There is room for one connection: this one is answered when the other is closed.
        let seen = try await RawConnection.answer(to: Self.last, port: server.port)
        #expect(seen.hasPrefix("HTTP/1.1 200 "), "\(name)")
      }
    }
  }

  @Test("A connection without a whole request gives way soon, whatever others may do", arguments: ["", "GET /"])
  func firstHead(rest: String) async throws {
    var configuration = SandboxConfiguration()
    configuration.limits = ConnectionLimits(firstHead: .milliseconds(100), idle: .hours(1))
    try await withSandbox(configuration) { (server, _) async throws in
      // The server closes it by itself.
      #expect(try await RawConnection.exchange(rest, port: server.port) == [])
    }
  }

  @Test("A request that is in work for long keeps its connection, and so does an answer that comes slowly")
  func inWork() async throws {
    var configuration = SandboxConfiguration(faults: [try Fault("hold=1 x1"), try Fault("dribble=20 /whoami")])
    // Shorter than the work, and long enough for a request to be sent on a machine that is busy.
    let limit = TimeAmount.milliseconds(500)
    configuration.limits = ConnectionLimits(connections: 1, idle: limit, body: limit, answer: limit)
    try await withSandbox(configuration) { (server, _) async throws in
      let seen = String(decoding: try await RawConnection.exchange(Self.last, port: server.port), as: UTF8.self)
      #expect(seen.hasPrefix("HTTP/1.1 200 "))
      #expect(seen.hasSuffix(#"{"name":"Acme s.r.o."}"#))
    }
  }

  @Test("Without descriptors nothing is accepted for a moment", arguments: [EMFILE, ENFILE, ENOBUFS, ENOMEM])
  func noDescriptors(code: CInt) async throws {
    let server = try await Self.server(pausing: .hours(1))
    server.pipeline.fireErrorCaught(IOError(errnoCode: code, reason: "accept"))
    #expect(try await !server.getOption(.autoRead).get())
    try await server.close()
  }

  @Test("After that moment, and after a connection that was lost before it was accepted, the next one is accepted")
  func goesOn() async throws {
    for code in [EMFILE, ECONNABORTED] {
      let server = try await Self.server(pausing: .milliseconds(1))
      server.pipeline.fireErrorCaught(IOError(errnoCode: code, reason: "accept"))
      let port = try #require(server.localAddress?.port)
      // The server closes what it accepts.
      #expect(try await RawConnection.exchange("", port: port) == [])
      try await server.close()
    }
  }

  private static func server(pausing length: TimeAmount) async throws -> any Channel {
    try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptPause(length))
        }
      }
      .childChannelInitializer { $0.close() }
      .bind(host: "127.0.0.1", port: 0).get()
  }
}
