import FintoroSandbox
import Foundation
import NIOHTTP1
import TestSupport
import Testing

@Suite("Answers that a fault spoils")
struct CorruptResponseTests {
  private static func list(_ faults: String..., scenario: Scenario = .demo) async throws -> Reply {
    let faults = try faults.map { try Fault($0) }
    return try await withSandbox(SandboxConfiguration(scenario: scenario, faults: faults)) { (_, api) async throws in
      try await api.get("/webhook-subscriptions")
    }
  }

  private static func object(_ reply: Reply) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(reply.body)) as? [String: Any])
  }

  private static func rows(_ reply: Reply) throws -> [[String: Any]] {
    try #require(try object(reply)["data"] as? [[String: Any]])
  }

  @Test("401 and 403 come whatever the token, 401 in the form that is assumed")
  func refusals() async throws {
    let unauthenticated = try await Self.list("401")
    #expect(unauthenticated.status == 401)
    #expect(unauthenticated.text == #"{"message":"Unauthenticated."}"#)
    let page = try await Self.list("401", scenario: .demo.assuming { $0.unauthenticated = .page })
    #expect(page.text.hasPrefix("<!DOCTYPE html>"))
    #expect(try await Self.list("403").text == #"{"message":"This action is unauthorized."}"#)
  }

  @Test("Cut JSON is half of the JSON in a whole HTTP answer, or so many bytes of it")
  func cutJSON() async throws {
    let whole = try await Self.list(scenario: .huge(count: 3))
    let half = try await Self.list("cut-json", scenario: .huge(count: 3))
    #expect(half.status == 200)
    #expect(half.header("Content-Length") == "\(half.body.count)")
    #expect(abs(half.body.count - whole.body.count / 2) <= 1)
    #expect(throws: (any Error).self) { try Self.object(half) }
    #expect(try await Self.list("cut-json=8").text == #"{"data":"#)
  }

  @Test("Wrong types: every field of every entry, or the one that is named")
  func wrongTypes() async throws {
    let rows = try Self.rows(try await Self.list("wrong-types"))
    #expect(rows.count == 11)
    for row in rows {
      #expect(row["id"] as? String == "seven")
      #expect(row["url"] as? Int == 7)
      #expect(["yes", "no"].contains(row["isActive"] as? String))
      #expect(row["subscribedEvents"] is [String: Any])
    }
    let named = try Self.rows(try await Self.list("wrong-types=isActive"))
    #expect(named.map { $0["id"] as? Int } == Array(801...811))
    #expect(named.allSatisfy { $0["isActive"] is String })
    #expect(try Self.object(try await Self.list("wrong-types=data"))["data"] is [String: Any])
  }

  @Test("Extra fields are in the answer and in each entry; unknown events stand behind the known ones")
  func additions() async throws {
    let reply = try await Self.list("extra-fields", "unknown-events")
    #expect(try Self.object(reply)["owner"] is [String: Any])
    for row in try Self.rows(reply) {
      #expect(row["status"] as? String == "paused")
      #expect((row["subscribedEvents"] as? [String])?.suffix(2) == ["tasks.completed", "v2.invoices.signed"])
    }
    #expect(try reply.read(SeenList.self).data.map(\.id) == Array(801...811))
  }

  @Test("A huge list has so many entries, each with an id of its own")
  func hugeList() async throws {
    let list = try await Self.list("huge-list=5000").read(SeenList.self).data
    #expect(list.count == 5000)
    #expect(Set(list.map(\.id)).count == 5000)
    #expect(list.prefix(11).map(\.id) == Array(801...811))
  }

  @Test("What is changed in the answer to a create is not changed in what was made")
  func create() async throws {
    let faults = [try Fault("wrong-types=plainTextSecret POST x1")]
    try await withSandbox(SandboxConfiguration(scenario: .empty, faults: faults)) { (server, api) async throws in
      let first = try await api.create(key: "key-1")
      #expect(try Self.object(first)["plainTextSecret"] as? Int == 7)
      let again = try await api.create(key: "key-1").read(SeenSubscription.self)
      #expect(again.plainTextSecret == (await server.secret(of: 801)))
    }
  }

  @Test("An answer that dribbles is whole in the end, and comes at once when the faults are cleared")
  func dribble() async throws {
    try await withSandbox { (server, api) async throws in
      await server.inject(try Fault("dribble=1000 /whoami"))
      #expect(try await api.get("/whoami").text == #"{"name":"Acme s.r.o."}"#)
      await server.clearFaults()
      await server.inject(try Fault("dribble /whoami"))
      async let slow = api.get("/whoami")
      // The status is on record as soon as the head of the answer is on its way.
      while await server.recordedRequests().map(\.status) != [200, 200] { await Task.yield() }
      #expect(try await api.get("/webhook-subscriptions").status == 200)
      await server.clearFaults()
      #expect(try await slow.text == #"{"name":"Acme s.r.o."}"#)
    }
  }

  @Test("A refused connection is reset, and nothing was done")
  func refuse() async throws {
    try await withSandbox { (server, _) async throws in
      await server.inject(try Fault("refuse"))
      let request = RawConnection.request("POST", "/webhook-subscriptions", body: Body.good)
      #expect(try await RawConnection.exchange(request, port: server.port) == [])
      #expect(await server.subscriptionIDs() == [])
    }
  }

  @Test("With a probability and a seed a fault meets the same requests at every start, and about so many")
  func probability() async throws {
    func statuses(_ seed: Int) async throws -> [Int] {
      let faults = [try Fault("503 p=0.25 seed=\(seed)")]
      let configuration = SandboxConfiguration(rateLimit: 1000, scenario: .empty, faults: faults)
      return try await withSandbox(configuration) { (_, api) async throws in
        var statuses: [Int] = []
        for _ in 0..<200 { statuses.append(try await api.get("/whoami").status) }
        return statuses
      }
    }
    let first = try await statuses(7)
    #expect(try await statuses(7) == first)
    #expect(try await statuses(8) != first)
    #expect((30...70).contains(first.count { $0 == 503 }))
    #expect(first.contains(200))
  }
}
