@testable import FintoroAPI
import FintoroWebhooks
import Testing

@Suite("The answer to list")
struct ListTests {
  private func list(_ body: String) async throws -> SubscriptionList {
    let server = try ScriptedServer(answering: http(200, body))
    return try await FintoroClient.test(server.baseURL).list().value
  }

  private func problem(_ body: String) async throws -> String? {
    let server = try ScriptedServer(answering: http(200, body))
    let client = try FintoroClient.test(server.baseURL)
    let error = await failure { () async throws(Failure) in try await client.list() }
    #expect(error?.requestID == "req_1")
    #expect(error?.status == 200)
    if case .unreadable(let problem) = error?.kind { return problem }
    return nil
  }

  @Test("Subscriptions come in the server's order with every field, unknown fields ignored, unknown types kept")
  func good() async throws {
    let second =
      #"{"id":2,"url":"https://b.test","isActive":false,"subscribedEvents":[],"name":null,"brandNew":{"x":[1]}}"#
    let list = try await list(#"{"data":[\#(example),\#(second)],"meta":{}}"#)
    #expect(
      list.subscriptions == [
        exampleSubscription,
        Subscription(
          id: 2, url: "https://b.test", isActive: false, subscribedEvents: [], lastSuccessAt: .absent,
          lastFailureAt: .absent, disabledAt: .absent, createdAt: .absent, updatedAt: .absent),
      ])
    #expect(list.unreadable.isEmpty)
  }

  @Test("An element that cannot be read says where and why, and the others are there")
  func unreadable() async throws {
    let list = try await list(
      """
      {"data":[\(example),{"id":3,"isActive":true},{"id":"4","url":"https://c.test","isActive":true},
      {"id":5,"url":7,"isActive":true},{"id":6,"url":"https://d.test","isActive":1},null,"text",[1],
      {"id":7,"url":null,"isActive":true},{"id":1e400,"url":"u","isActive":true},\(example)]}
      """)
    #expect(list.elements.count == 11)
    #expect(list.subscriptions == [exampleSubscription, exampleSubscription])
    #expect(
      list.unreadable == [
        .init(position: 1, id: 3, problem: "`url` is missing"),
        .init(position: 2, id: nil, problem: "`id` is text; a whole number was expected"),
        .init(position: 3, id: 5, problem: "`url` is a number; text was expected"),
        .init(position: 4, id: 6, problem: "`isActive` is a number; true or false was expected"),
        .init(position: 5, id: nil, problem: "it is not an object that can be read"),
        .init(position: 6, id: nil, problem: "it is not an object that can be read"),
        .init(position: 7, id: nil, problem: "it is not an object that can be read"),
        .init(position: 8, id: 7, problem: "`url` is null; text was expected"),
        .init(position: 9, id: nil, problem: "`id` is damaged; a whole number was expected"),
      ])
  }

  @Test("A bad value in another field costs that field alone")
  func unknownFields() async throws {
    let list = try await list(
      #"""
      {"data":[{"id":1,"url":"https://a.test","isActive":true,"companyId":"x","name":5,"subscribedEvents":["a.b",3,null,"c.d"],
      "lastSuccessAt":"yesterday","lastFailureAt":1774810800,"disabledAt":false,"createdAt":{},"updatedAt":[],
      "disabledReason":{}},{"id":2,"url":"https://a.test","isActive":true,"name":"\ud800","subscribedEvents":"a.b"}]}
      """#)
    #expect(
      list.subscriptions == [
        Subscription(
          id: 1, url: "https://a.test", subscribedEvents: [EventType("a.b"), EventType("c.d")],
          lastSuccessAt: .unreadable("yesterday"), lastFailureAt: .unreadable("1774810800"),
          disabledAt: .unreadable("false"), createdAt: .unreadable("{…}"), updatedAt: .unreadable("[…]"),
          nameProblem: "`name` is a number; text or null was expected",
          eventsProblem: "`subscribedEvents` is an array; an array of texts was expected"),
        Subscription(
          id: 2, url: "https://a.test", subscribedEvents: [], lastSuccessAt: .absent, lastFailureAt: .absent,
          disabledAt: .absent, createdAt: .absent, updatedAt: .absent,
          nameProblem: "`name` is damaged; text or null was expected",
          eventsProblem: "`subscribedEvents` is text; an array of texts was expected"),
      ])
  }

  @Test(
    "An answer without the list is an error, never an empty list",
    arguments: [
      (#"{}"#, "`data` is missing"),
      (#"{"data":null}"#, "`data` is null; an array was expected"),
      (#"{"data":{"0":{}}}"#, "`data` is an object; an array was expected"),
      (#"{"data":"none"}"#, "`data` is text; an array was expected"),
      (#"[]"#, "`the answer` is not of the expected type"),
      (#"null"#, "`the answer` is not of the expected type"),
      (#"{"data":[{"id":1,"#, "the JSON is cut short or damaged (17 bytes came)"),
      (#"{"data":[]} trailing"#, "the JSON is cut short or damaged (20 bytes came)"),
      (#"Maintenance"#, "the JSON is cut short or damaged (11 bytes came)"),
      (#""#, "the answer is empty; JSON was expected"),
    ])
  func noList(body: String, expected: String) async throws {
    #expect(try await problem(body) == expected)
  }

  @Test("What stands in a deeply nested or badly encoded answer ends nothing but that answer")
  func hostile() async throws {
    #expect(try await problem(String(repeating: "[", count: 200_000)) != nil)
    #expect(try await problem(#"{"data":"# + String(repeating: "[", count: 10_000)) != nil)
    #expect(try await list(#"{"data":[],"x":"\ud83d"}"#) == SubscriptionList([]))
    let empties = "[" + String(repeating: "0,", count: 250_000) + "0]"
    #expect(try await problem(#"{"data":\#(empties)}"#) == "`data` has more than 250000 elements")
  }

  @Test("A field that is nested very deeply costs itself alone")
  func deep() async throws {
    let deep = String(repeating: #"{"a":["#, count: 5_000) + #""]}""# + String(repeating: "]}", count: 5_000)
    let list = try await list(
      #"{"data":[\#(example),{"id":2,"url":"u","isActive":true,"new":\#(deep)},{"id":\#(deep)},{"id":3,"name":\#(deep),"url":"u","isActive":true}]}"#
    )
    #expect(list.elements.count == 4)
    #expect(list.subscriptions.map(\.id) == [801, 2, 3])
    #expect(list.unreadable == [.init(position: 2, id: nil, problem: "`id` is an object; a whole number was expected")])
    // Brackets that do not match are no nesting.
    #expect(try await problem(#"{"data":["# + deep.dropLast() + "]}") != nil)
  }

  @Test("A secret is taken though a field beside it is nested very deeply; such a subscription is not edited")
  func deepSecret() throws {
    let deep = String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)
    let body = #"{"id":801,"url":"u","isActive":true,"subscribedEvents":[],"plainTextSecret":"s","x":\#(deep)}"#
    let response = RawResponse(status: 201, headers: [:], body: Array(body.utf8))
    #expect(try WireIssuedSecret.created(in: response, sent: []).secret.reveal() == "s")
    let problem = #expect(throws: ResponseProblem.self) { try WireSubscription.whole(in: response, id: 801) }
    #expect(problem?.sentence == "a field is nested too deeply to be kept")
  }

  @Test("A list that is cut after any of its bytes is an error, never a shorter list")
  func cutAnywhere() throws {
    let body = Array(#"{"data":[\#(example),\#(example)],"meta":{"n":2}}"#.utf8)
    func read(_ length: Int) throws -> SubscriptionList {
      try WireList.subscriptions(in: RawResponse(status: 200, headers: [:], body: Array(body[..<length])))
    }
    for length in 0..<body.count { #expect(throws: ResponseProblem.self, "\(length) bytes") { try read(length) } }
    #expect(try read(body.count).subscriptions.count == 2)
  }
}
