import FintoroWebhooks
import Foundation
import TestSupport
import NIOHTTP1
import Testing

@testable import FintoroSandbox

@Suite("Real deliveries")
struct RealDeliveryTests {
  /// A sandbox that delivers to this machine, and a receiver there.
  private func withReceiver<Value>(
    speed: Double = 1_000_000, timeout: Duration = patience,
    _ behaviour: @escaping @Sendable (Int) -> Receiver.Behaviour, _ body: (API, Receiver) async throws -> Value
  ) async throws -> Value {
    let receiver = try await Receiver.start(behaviour)
    var settings = DeliverySettings(mode: .real, speed: speed)
    settings.timeout = timeout
    var configuration = SandboxConfiguration(rateLimit: 100_000, scenario: .empty, deliveries: settings)
    configuration.scenario.endpoints = EndpointPolicy(allowsLoopback: true)
    let result: Result<Value, any Error>
    do {
      result = .success(try await withSandbox(configuration) { _, api in try await body(api, receiver) })
    } catch {
      result = .failure(error)
    }
    await receiver.stop()
    return try result.get()
  }

  @Test("A receiver gets the contract's body and headers, signed with the subscription's secret")
  func message() async throws {
    try await withReceiver({ _ in .answer(204) }) { api, receiver in
      let made = try await api.subscribe(receiver.url + "?a=%20b#part")
      try await api.emit("price-list-items.stock-updated")
      try await api.emit("invoices.paid")
      let request = try #require(await receiver.next())
      let delivery = try await api.deliveries { $0.first?.state == "delivered" }[0]
      #expect(request.line == "POST /hooks?a=%20b HTTP/1.1")
      #expect(
        request.text == #"{"id":"\#(delivery.id)","type":"invoices.paid","occurredAt":"\#(delivery.occurredAt)","#
          + #""resource":{"type":"invoice","id":301}}"#)
      #expect(request.headers["host"] == "127.0.0.1:\(receiver.port)")
      #expect(request.headers["content-type"] == "application/json")
      #expect(request.headers["webhook-id"] == delivery.id)
      let sentAt = try #require(request.headers["webhook-timestamp"].flatMap(Double.init))
      #expect(abs(Date().timeIntervalSince1970 - sentAt) < 60)
      let signature = try #require(request.headers["webhook-signature"])
      let secret = SigningSecret(try #require(made.plainTextSecret))
      #expect(WebhookSignature.isValid(signature, for: request.body, secret: secret))
      #expect(UUID(uuidString: delivery.id) != nil && delivery.id == delivery.id.lowercased())
      #expect(!delivery.simulated)
      #expect(try await api.list()[0].lastSuccessAt != nil)
    }
  }

  @Test(
    "Everything but 2xx fails and is tried again with the same id and body",
    arguments: [
      (.answer(302, "Location: /elsewhere\r\n"), "refused with 302"),
      (.answer(404), "refused with 404"),
      (.answer(503), "refused with 503"),
      (.send("HTTP/1.1 100 Continue\r\n\r\n"), "the receiver closed the connection without an answer"),
      (.send(""), "the receiver closed the connection without an answer"),
      (.send("SSH-2.0-nothing\r\n\r\n"), "the answer is not HTTP"),
    ] as [(Receiver.Behaviour, String)])
  func failure(behaviour: Receiver.Behaviour, result: String) async throws {
    try await withReceiver({ $0 == 0 ? behaviour : .answer(200) }) { api, receiver in
      _ = try await api.subscribe(receiver.url)
      try await api.emit("invoices.paid")
      let delivery = try await api.deliveries { $0.first?.state == "delivered" }[0]
      #expect(delivery.attempts.map(\.result) == [result, "accepted with 200"])
      let requests = receiver.requests
      #expect(requests.count == 2)
      #expect(requests[0].body == requests[1].body)
      #expect(requests.map { $0.headers["webhook-id"] } == [delivery.id, delivery.id])
      #expect(requests.allSatisfy { $0.line == "POST /hooks HTTP/1.1" })
    }
  }

  @Test("An answer that is announced again and again is no answer; the one that follows counts")
  func informational() async throws {
    let announced = String(repeating: "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n", count: 50)
    try await withReceiver({ _ in .send(announced + "HTTP/1.1 204 No Content\r\n\r\n") }) { api, receiver in
      _ = try await api.subscribe(receiver.url)
      try await api.emit("invoices.paid")
      #expect(try await api.deliveries { $0.first?.state == "delivered" }[0].attempts.map(\.status) == [204])
    }
  }

  @Test("A receiver that says nothing fails when its time is over")
  func hanging() async throws {
    try await withReceiver(timeout: .milliseconds(100), { $0 == 0 ? .hang : .answer(204) }) { api, receiver in
      _ = try await api.subscribe(receiver.url)
      try await api.emit("invoices.paid")
      let delivery = try await api.deliveries { $0.first?.state == "delivered" }[0]
      #expect(delivery.attempts.map(\.result) == ["no answer within 100ms", "accepted with 204"])
    }
  }

  @Test("The status decides, though the body never ends")
  func flooding() async throws {
    try await withReceiver({ _ in .flood("HTTP/1.1 200 OK\r\n\r\n") }) { api, receiver in
      _ = try await api.subscribe(receiver.url)
      for number in 1...40 { try await api.emit("invoices.paid", resource: number) }
      let seen = try await api.deliveries { $0.allSatisfy { $0.state == "delivered" } }
      #expect(seen.count == 40)
    }
  }

  @Test("Where nothing listens the delivery is lost after five attempts, and the log says why")
  func nobody() async throws {
    try await withReceiver({ _ in .answer(204) }) { api, _ in
      // A port that was given back could be another test's by now; nobody is given this one.
      _ = try await api.subscribe("http://127.0.0.1:1/hooks")
      try await api.emit("invoices.paid")
      let delivery = try await api.deliveries { $0.first?.state == "lost" }[0]
      #expect(delivery.attempts.count == 5)
      #expect(delivery.attempts.allSatisfy { $0.result.hasPrefix("nothing accepts connections at 127.0.0.1:") })
      #expect(try await api.list()[0].lastFailureAt != nil)
      #expect(try await api.list()[0].lastSuccessAt == nil)
    }
  }

  @Test("A rotated secret and a new URL count from the next attempt on")
  func changedMeanwhile() async throws {
    let clock = TestClock()
    let (first, second) = (
      try await Receiver.start { _ in .answer(500) }, try await Receiver.start { _ in .answer(200) }
    )
    var configuration = SandboxConfiguration(
      scenario: .empty, deliveries: DeliverySettings(mode: .real), clock: { clock.now }, sleep: clock.sleep)
    configuration.scenario.endpoints = EndpointPolicy(allowsLoopback: true)
    try await withSandbox(configuration) { _, api in
      let made = try await api.subscribe(first.url)
      try await api.emit("invoices.paid")
      _ = try await api.deliveries { $0.first?.state == "waiting" }
      let new = #"{"url":"\#(second.url)","isActive":true,"subscribedEvents":["invoices.paid"]}"#
      #expect(try await api.send(.PUT, "/webhook-subscriptions/\(made.id)", new).status == 200)
      let rotated = try await api.send(.POST, "/webhook-subscriptions/\(made.id)/rotate-secret")
      clock.advance(by: 10)
      let request = try #require(await second.next())
      let secret = SigningSecret(try #require(try rotated.read(SeenSubscription.self).plainTextSecret))
      #expect(WebhookSignature.isValid(request.headers["webhook-signature"] ?? "", for: request.body, secret: secret))
      #expect(request.headers["webhook-timestamp"] == String(Int(clock.now.timeIntervalSince1970)))
      #expect(first.requests.count == 1)
    }
    await first.stop()
    await second.stop()
  }

  @Test("A receiver that hangs holds up nobody but itself, however many deliveries wait for it")
  func crowd() async throws {
    let slow = try await Receiver.start { _ in .hang }
    try await withReceiver({ _ in .answer(204) }) { api, quick in
      _ = try await api.subscribe(slow.url, to: ["orders.created"])
      let second = try await api.subscribe(quick.url)
      for number in 1...1_000 { try await api.emit("orders.created", resource: number) }
      for number in 1...100 { try await api.emit("invoices.paid", resource: number) }
      let seen = try await api.deliveries("?subscription=\(second.id)&limit=1000") {
        $0.allSatisfy { $0.state == "delivered" }
      }
      #expect(seen.count == 100)
      // The receiver may still have to hear of attempts that were given up while the next ones begin.
      #expect(slow.mostConnections <= 2 * DeliveryLanes.maxPerLane)
      #expect(try await api.get("/whoami").status == 200)
    }
    await slow.stop()
  }

  @Test("Nothing is sent beyond this machine: the log says that the sandbox is offline")
  func offline() async throws {
    var policy = EndpointPolicy(allowsLoopback: true)
    try policy.resolve("elsewhere.example.com", to: "203.0.113.7")
    try policy.resolve("public.example.com", to: "93.184.216.34")
    var configuration = SandboxConfiguration(
      scenario: .empty, deliveries: DeliverySettings(mode: .real, speed: 1_000_000))
    configuration.scenario.endpoints = policy
    try await withSandbox(configuration) { _, api in
      for url in ["https://erp.acme.sk/", "https://8.8.8.8/", "https://public.example.com/"] {
        _ = try await api.subscribe(url)
      }
      try await api.emit("invoices.paid")
      let seen = try await api.deliveries { $0.count == 3 && $0.allSatisfy { $0.state == "lost" } }
      let sentence = "not sent: the sandbox is offline and reaches receivers on this machine only"
      #expect(seen.flatMap(\.attempts).allSatisfy { $0.result == sentence && $0.status == nil })
    }
  }
}
