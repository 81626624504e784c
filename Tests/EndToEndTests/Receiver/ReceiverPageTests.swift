import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("The receiver of Receiver.md")
struct ReceiverPageTests {
  @Test("It takes what the sandbox sends, and nothing any more when the secret was rotated")
  func takes() async throws {
    var configuration = SandboxConfiguration(
      scenario: .empty, deliveries: DeliverySettings(mode: .real, speed: 1_000_000))
    configuration.scenario.endpoints.allowsLoopback = true
    let (home, port) = (try Home(), try HeldPort())
    try await withSandbox(configuration) { server in
      let subscriptions = server.baseURL + "/webhook-subscriptions"
      let write = ["Authorization": "Bearer \(SandboxTokens.write)", "Content-Type": "application/json"]
      let made = try await request(
        "POST", subscriptions,
        #"{"url": "http://127.0.0.1:\#(port.number)/", "isActive": true, "subscribedEvents": ["invoices.paid"]}"#,
        headers: write)
      #expect(made.status == 201)
      let id = try #require(await server.subscriptionIDs().first)
      let receiver = try ReceiverPage(secret: try #require(await server.secret(of: id)), port: port, home: home)
      // Answered once it listens: a sandbox at this speed would have given up before.
      #expect(try await request("POST", receiver.url).status == 401)

      #expect(try await happen(301, server).status == 202)
      try await receiver.waitForOutput(#""resource":{"type":"invoice","id":301}}"#)
      #expect(try await log(server) { $0.contains(#""state":"delivered""#) }.contains("accepted with 204"))

      #expect(try await request("POST", subscriptions + "/\(id)/rotate-secret", headers: write).status == 200)
      #expect(try await happen(302, server).status == 202)
      #expect(try await log(server) { $0.contains(#""state":"lost""#) }.contains("refused with 401"))
      // Ids of deliveries are random: the digits alone may be in one.
      #expect(!receiver.output.contains(#""id":302"#))
    }
  }

  @Test("It refuses what is unsigned, changed or old, and takes a delivery that comes twice once")
  func checks() async throws {
    let receiver = try ReceiverPage(secret: "whsec_test", port: try HeldPort(), home: try Home())
    let body = #"{"id":"a","name":"Žlté s. r. o."}"#
    func send(_ body: String, id: String = "a", age: Double = 0, signature: String? = nil) async throws -> Int {
      let signed = WebhookSignature.of(Array(body.utf8), secret: SigningSecret("whsec_test"))
      let headers = [
        "webhook-id": id, "webhook-timestamp": String(Int(Date().timeIntervalSince1970 - age)),
        "webhook-signature": signature ?? signed,
      ]
      return try await request("POST", receiver.url, body, headers: headers).status
    }
    #expect(try await request("POST", receiver.url, body).status == 401)
    #expect(try await send(body, signature: String(repeating: "0", count: 64)) == 401)
    #expect(try await send(body, signature: "é") == 401)
    #expect(try await send(body, id: "") == 401)
    #expect(try await send(body, age: 400) == 401)
    #expect(try await send(body, age: -400) == 401)
    let upper = WebhookSignature.of(Array(body.utf8), secret: SigningSecret("whsec_test")).uppercased()
    #expect(try await send(body, signature: upper) == 401)
    #expect(try await send(body) == 204)
    #expect(try await send(body, age: 250) == 204)
    #expect(try await send(#"{"id":"b"}"#, id: "b") == 204)
    try await receiver.waitForOutput(#"{"id":"b"}"#)
    #expect(receiver.output.components(separatedBy: body).count == 2)
  }

  private func happen(_ id: Int, _ server: SandboxServer) async throws -> (status: Int, body: String) {
    try await request(
      "POST", control(server) + "/events", #"{"type": "invoices.paid", "resourceId": \#(id)}"#,
      headers: ["Content-Type": "application/json"])
  }

  /// The log as soon as it is like that; it tells nobody when it changes.
  private func log(_ server: SandboxServer, once isThere: (String) -> Bool) async throws -> String {
    while true {
      let text = try await request("GET", control(server) + "/deliveries?limit=1").body
      if isThere(text) { return text }
    }
  }

  private func control(_ server: SandboxServer) -> String { "http://127.0.0.1:\(server.port)/_sandbox" }
}
