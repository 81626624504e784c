import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import MetricsServer

@Suite("Clients that take more of the metrics server than is theirs")
struct MetricsServerLimitTests {
  private static let request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"
  private static let last = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
  private static let short = TimeAmount.milliseconds(100)

  /// A server whose metrics have so many bytes and end with a brace.
  private func serving(
    _ limits: MetricsServer.Limits, bytes: Int = 100, _ body: @Sendable (Int) async throws -> Void
  ) async throws {
    let text = String(repeating: "#", count: bytes) + "}"
    let address = try #require(MetricsServer.Address("127.0.0.1:0"))
    let server = MetricsServer(
      address, limits: limits, metrics: { _ in text }, health: { .init(isGood: true, text: "ok") })
    let (ports, port) = AsyncStream<Int>.makeStream()
    let running = Task {
      try await server.run { port.yield($0) }
      port.finish()
    }
    defer { running.cancel() }
    for await port in ports { return try await body(port) }
    Issue.record("it does not serve")
  }

  @Test("A connection without a whole request is closed soon", .timeLimit(.minutes(5)), arguments: ["", "GET /me"])
  func firstHead(rest: String) async throws {
    try await serving(.init(firstHead: Self.short, idle: .hours(1))) { (port) async throws in
      #expect(try await RawConnection.exchange(rest, port: port) == [])
    }
  }

  @Test("A head without an end is refused", .timeLimit(.minutes(5)))
  func endlessHead() async throws {
    try await serving(.init(idle: .hours(1))) { (port) async throws in
      let head =
        "GET /metrics HTTP/1.1\r\nHost: localhost\r\n" + String(repeating: "X-More: and more\r\n", count: 10_000)
      let answer = try? await RawConnection.exchange(head, port: port)
      #expect(!String(decoding: answer ?? [], as: UTF8.self).hasPrefix("HTTP/1.1 200"))
      #expect(try await RawConnection.answer(to: Self.last, port: port).hasPrefix("HTTP/1.1 200 "))
    }
  }

  @Test(
    "A client that does nothing with its connection gives way to the next one", .timeLimit(.minutes(5)),
    arguments: [
      ("an idle connection", ""), ("half a head", "GET /metr"),
      ("half a body", "POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"),
      ("answers that it does not read", String(repeating: request, count: 20)),
    ])
  func givesWay(name: String, rest: String) async throws {
    let limits = MetricsServer.Limits(connections: 1, idle: Self.short, answer: Self.short)
    try await serving(limits, bytes: 1 << 20) { (port) async throws in
      try await RawConnection.keeping(Self.request, then: rest, port: port) {
        // There is room for one connection: this one is answered when the other is closed.
        let seen = try await RawConnection.answer(to: Self.last, port: port)
        #expect(seen.hasPrefix("HTTP/1.1 200 "), "\(name)")
      }
    }
  }

  @Test("A body that comes byte by byte keeps no connection: after the answer it is closed", .timeLimit(.minutes(5)))
  func body() async throws {
    try await serving(.init(idle: .hours(1))) { (port) async throws in
      let post = "POST /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n{"
      let seen = String(decoding: try await RawConnection.exchange(post, port: port), as: UTF8.self)
      #expect(seen.hasPrefix("HTTP/1.1 405 "))
    }
  }
}
