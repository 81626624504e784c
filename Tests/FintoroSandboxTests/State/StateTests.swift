import FintoroWebhooks
import Foundation
import NIOHTTP1
import Testing

@testable import FintoroSandbox

@Suite("State over a restart")
struct StateTests {
  private let url = "https://erp.acme.sk/hooks"

  private func configuration(
    _ memory: MemoryStorage, _ clock: TestClock, scenario: Scenario = .empty, outcomes: [OutcomeRule] = []
  ) throws -> SandboxConfiguration {
    var configuration = SandboxConfiguration(
      scenario: scenario, state: try memory.storage, clock: { clock.now }, sleep: clock.sleep)
    configuration.scenario.script = DeliveryScript(outcomes: outcomes)
    return configuration
  }

  @Test("Subscriptions, secrets and answers to idempotency keys are there again, and ids go on")
  func subscriptions() async throws {
    let (memory, clock) = (MemoryStorage(), TestClock())
    let (made, list) = try await withSandbox(configuration(memory, clock, scenario: .demo)) { _, api in
      let made = try await api.create(key: "key-1")
      #expect(try await api.send(.DELETE, "/webhook-subscriptions/803").status == 204)
      return (made, try await api.get("/webhook-subscriptions"))
    }
    clock.advance(by: 60)
    try await withSandbox(configuration(memory, clock)) { server, api in
      #expect(try await api.get("/webhook-subscriptions").body == list.body)
      let again = try await api.create(key: "key-1")
      #expect(again.header("Idempotency-Status") == "Repeated")
      #expect(again.body == made.body)
      let (first, next) = (try made.read(SeenSubscription.self), try await api.create().read(SeenSubscription.self))
      #expect(next.id == first.id + 1)
      #expect(await server.secret(of: first.id) == first.plainTextSecret)
    }
  }

  @Test("A change is kept before it is answered")
  func keptFirst() async throws {
    let memory = MemoryStorage()
    try await withSandbox(configuration(memory, TestClock())) { _, api in
      let made = try await api.create().read(SeenSubscription.self)
      #expect(memory.text.contains(made.plainTextSecret ?? "nothing"))
      let rotated = try await api.send(.POST, "/webhook-subscriptions/\(made.id)/rotate-secret")
        .read(SeenSubscription.self)
      #expect(memory.text.contains(rotated.plainTextSecret ?? "nothing"))
      #expect(!memory.text.contains(made.plainTextSecret ?? "nothing"))
    }
  }

  @Test("Deliveries on their way go on where they were, at their time")
  func deliveries() async throws {
    let (memory, clock) = (MemoryStorage(), TestClock())
    let before = try await withSandbox(
      configuration(memory, clock, outcomes: [OutcomeRule(.unreachable)])
    ) { _, api in
      _ = try await api.subscribe(url)
      try await api.emit("invoices.paid")
      return try await api.deliveries { $0[0].state == "waiting" }
    }
    try await withSandbox(configuration(memory, clock)) { _, api in
      #expect(try await api.deliveries() == before)
      clock.advance(by: 10)
      let after = try await api.deliveries { $0[0].state == "delivered" }[0]
      #expect(after.id == before[0].id)
      #expect(after.attempts.map(\.number) == [1, 2])
      #expect(after.attempts[0] == before[0].attempts[0])
    }
  }

  @Test("An attempt that the end of the sandbox cut off is made again, and not counted")
  func cutOff() async throws {
    let (memory, clock) = (MemoryStorage(), TestClock())
    let receiver = try await Receiver.start { $0 == 0 ? .hang : .answer(204) }
    var first = try configuration(memory, clock)
    first.deliveries.mode = .real
    first.scenario.endpoints.allowsLoopback = true
    try await withSandbox(first) { _, api in
      _ = try await api.subscribe(receiver.url)
      try await api.emit("invoices.paid")
      _ = await receiver.next()
    }
    var second = first
    second.state = try memory.storage
    try await withSandbox(second) { _, api in
      let delivery = try await api.deliveries { $0[0].state == "delivered" }[0]
      #expect(delivery.attempts.map(\.status) == [204])
      #expect(receiver.requests.map { $0.headers["webhook-id"] } == [delivery.id, delivery.id])
    }
    await receiver.stop()
  }

  @Test("What cannot be kept is answered all the same, and kept as soon as that is possible")
  func broken() async throws {
    let memory = MemoryStorage()
    try await withSandbox(configuration(memory, TestClock())) { server, api in
      #expect(await server.saveState())
      let before = memory.bytes
      memory.setBroken(true)
      let first = try await api.create().read(SeenSubscription.self)
      #expect(memory.bytes == before)
      #expect(await !server.saveState())
      memory.setBroken(false)
      let second = try await api.create().read(SeenSubscription.self)
      for secret in [first.plainTextSecret, second.plainTextSecret] {
        #expect(memory.text.contains(secret ?? "nothing"))
      }
    }
  }

  @Test(
    "What is no state is refused, with the line or the place, and what was expected",
    arguments: [
      ("", 1, "it ends in the middle"), ("{\n  \"kind\": \"hooktop", 2, "it ends in the middle"),
      ("{\n  \"kind\": yes\n}", 2, "this is not JSON"), ("[]", nil, "it is no state of a sandbox"),
      (#"{"kind": "other", "form": 1}"#, nil, #"expected "kind": "hooktop sandbox state""#),
      (#"{"kind": "hooktop sandbox state", "form": 2}"#, nil, "it is of form 2, from a newer hooktop; expected form 1"),
      (#"{"kind": "hooktop sandbox state", "form": 1}"#, nil, "at its top: \"nextID\" is missing"),
      (
        #"{"kind":"hooktop sandbox state","form":1,"nextID":1,"answers":[],"subscriptions":[{"id":"x"}]}"#, nil,
        "subscriptions.0.id: expected a number"
      ),
    ] as [(String, Int?, String)])
  func refused(text: String, line: Int?, clause: String) throws {
    let problem = #expect(throws: StateProblem.self) { try SandboxState(Array(text.utf8)) }
    #expect(problem?.line == line)
    #expect(problem?.clause.contains(clause) == true, "\(problem?.clause ?? "")")
  }

  /// A state with one subscription and one delivery.
  private static func text(
    nextID: String = "802", id: String = "801", number: String = "1", nextNumber: String = "2", forgotten: String = "0",
    createdAt: String = "1700000000", waiting: String = "1700000000"
  ) -> String {
    #"""
    {"kind":"hooktop sandbox state","form":1,"nextID":\#(nextID),"answers":[],
    "subscriptions":[{"id":\#(id),"companyID":15,"createdAt":\#(createdAt),"updatedAt":1700000000,"secret":"whsec_1",
    "draft":{"url":"https://erp.acme.sk/hooks","isActive":true,"subscribedEvents":["invoices.paid"]}}],
    "deliveries":{"forgotten":\#(forgotten),"nextNumber":\#(nextNumber),"deliveries":[{"number":\#(number),"id":"d",
    "subscriptionID":\#(id),"isSimulated":true,"attempts":[],"progress":{"waiting":{"until":\#(waiting)}},
    "event":{"type":"invoices.paid","companyID":15,"resourceID":1,"occurredAt":1700000000}}]}}
    """#
  }

  @Test(
    "A number that the sandbox could not count on from is refused with its place",
    arguments: [
      (text(nextID: "9223372036854775807"), "nextID: expected a whole number from 1 to 9007199254740992"),
      (text(nextID: "0"), "nextID: expected"), (text(id: "-1"), "subscriptions.0.id: expected a whole number from 1"),
      (text(number: "9223372036854775807"), "deliveries.deliveries.0.number: expected a whole number from 1"),
      (text(number: "0"), "deliveries.deliveries.0.number: expected"),
      (text(nextNumber: "9223372036854775807"), "deliveries.nextNumber: expected a whole number from 1"),
      (text(forgotten: "9223372036854775807"), "deliveries.forgotten: expected a whole number from 0"),
      (text(forgotten: "-1"), "deliveries.forgotten: expected"),
      (text(createdAt: "1e300"), "subscriptions.0.createdAt: expected a time of the years 1 to 9999"),
      (text(waiting: "-1e300"), "expected a time of the years 1 to 9999"),
      (text(nextID: "9223372036854775808"), "nextID: expected a number up to 9223372036854775807"),
      (text(id: "1e400"), "it is no state"),
      (text(number: "1e30"), "deliveries.deliveries.0.number: expected a number"),
    ])
  func outOfRange(text: String, clause: String) throws {
    let problem = #expect(throws: StateProblem.self) { try SandboxState(Array(text.utf8)) }
    #expect(problem?.clause.contains(clause) == true, "\(problem?.clause ?? "")")
  }

  @Test(
    "With the largest numbers that are accepted a sandbox works",
    arguments: [
      text(nextID: "9007199254740992"), text(id: "9223372036854775807"), text(number: "9007199254740992"),
      text(nextNumber: "9007199254740992", forgotten: "9007199254740992"), text(createdAt: "253402214400"),
      text(createdAt: "-62135510400"), text(nextID: "801"),
    ])
  func largest(text: String) async throws {
    let state = StateStorage(saved: try SandboxState(Array(text.utf8))) { _ in true }
    try await withSandbox(SandboxConfiguration(scenario: .empty, state: state)) { (server, api) async throws in
      let before = await server.subscriptionIDs()
      #expect(try await api.create().status == 201)
      #expect(try await api.create().status == 201)
      #expect(Set(await server.subscriptionIDs()).subtracting(before).count == 2)
      try await api.emit("invoices.paid")
      #expect(try await api.get("/webhook-subscriptions").status == 200)
      #expect(try await api.deliveries().count == 4)
    }
  }

  @Test("A state cut anywhere is refused")
  func cutAnywhere() async throws {
    let memory = MemoryStorage()
    try await withSandbox(configuration(memory, TestClock(), scenario: .demo)) { _, api in _ = try await api.create() }
    let bytes = memory.bytes
    _ = try SandboxState(bytes)
    for count in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: StateProblem.self) { try SandboxState(Array(bytes.prefix(count))) }
    }
  }
}
