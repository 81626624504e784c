import FintoroSandbox
import NIOHTTP1
import Testing

@Suite("What a create and an update must say")
struct ValidationTests {
  struct Wrong: Sendable, CustomTestStringConvertible {
    var json: String
    var errors: [String: [String]]

    var testDescription: String { json }
  }

  static let required = [
    "url": ["The url field is required."], "isActive": ["The isActive field is required."],
    "subscribedEvents": ["The subscribedEvents field is required."],
  ]

  @Test(
    "Everything wrong is told at once, each field by its name",
    arguments: [
      Wrong(json: "{}", errors: required),
      Wrong(json: "", errors: required),
      Wrong(json: "[]", errors: required),
      Wrong(json: #""text""#, errors: required),
      Wrong(json: #"{"name":null,"url":null,"isActive":null,"subscribedEvents":null}"#, errors: required),
      Wrong(
        json: #"{"name":7,"url":{},"isActive":1,"subscribedEvents":"invoices.paid"}"#,
        errors: [
          "name": ["The name field must be a string."], "url": ["The url field must be a string."],
          "isActive": ["The isActive field must be true or false."],
          "subscribedEvents": ["The subscribedEvents field must be an array."],
        ]),
      Wrong(
        json: #"{"url":"https://a.acme.sk/","isActive":"true","subscribedEvents":[]}"#,
        errors: [
          "isActive": ["The isActive field must be true or false."],
          "subscribedEvents": ["The subscribedEvents field must have at least 1 items."],
        ]),
      Wrong(
        json: #"{"url":"https://a.acme.sk/","isActive":true,"subscribedEvents":["invoices.paid","no.such",null,3]}"#,
        errors: [
          "subscribedEvents.1": ["The selected subscribedEvents.1 is invalid."],
          "subscribedEvents.2": ["The subscribedEvents.2 field must be a string."],
          "subscribedEvents.3": ["The subscribedEvents.3 field must be a string."],
        ]),
    ])
  func wrong(_ wrong: Wrong) async throws {
    try await withSandbox(SandboxConfiguration(scenario: .demo)) { server, api in
      let replies = [
        try await api.create(wrong.json), try await api.send(.PUT, "/webhook-subscriptions/801", wrong.json),
      ]
      for reply in replies {
        #expect(reply.status == 422)
        let error = try reply.read(SeenError.self)
        #expect(error.message == "The given data was invalid.")
        #expect(error.errors == wrong.errors)
        #expect(error.error == nil)
      }
      #expect(await server.subscriptionIDs(companyID: 15).count == 11)
      #expect(try await api.get("/webhook-subscriptions/801").read(SeenSubscription.self).name == "ERP sync")
    }
  }

  @Test(
    "An endpoint URL must be https, public and without a user",
    arguments: [
      ("", "The url field is required."),
      ("http://a.acme.sk/", "The url field must start with https://."),
      ("a.acme.sk", "The url field must start with https://."),
      ("https://user:word@a.acme.sk/", "The url field must not contain a user name or password."),
      ("https://localhost/", "The url field must point to a public address."),
      ("https://printer.local/", "The url field must point to a public address."),
      ("https://10.0.0.1/", "The url field must point to a public address."),
      ("https://127.1/", "The url field must point to a public address."),
      ("https://[::1]/", "The url field must point to a public address."),
      ("https:///path", "The url field must contain a host name."),
      ("https://a b/", "The url field must be a valid URL."),
    ])
  func endpointRules(url: String, text: String) async throws {
    try await withSandbox { _, api in
      let reply = try await api.create(#"{"url":"\#(url)","isActive":true,"subscribedEvents":["clients.created"]}"#)
      #expect(reply.status == 422)
      #expect(try reply.read(SeenError.self).errors == ["url": [text]])
    }
  }

  @Test("A URL and a name may be as long as the contract says and not longer")
  func lengths() async throws {
    try await withSandbox { _, api in
      func create(name: Int, url: Int) async throws -> Reply {
        let start = "https://a.acme.sk/"
        let path = String(repeating: "p", count: url - start.count)
        let name = String(repeating: "ž", count: name)
        return try await api.create(
          #"{"name":"\#(name)","url":"\#(start + path)","isActive":true,"subscribedEvents":["clients.created"]}"#)
      }
      #expect(try await create(name: 255, url: 2048).status == 201)
      let reply = try await create(name: 256, url: 2049)
      #expect(reply.status == 422)
      #expect(
        try reply.read(SeenError.self).errors == [
          "name": ["The name field must not be greater than 255 characters."],
          "url": ["The url field must not be greater than 2048 characters."],
        ])
    }
  }

  @Test("An unknown event type that a subscription has may stay; a new one may not come in")
  func unknownEventTypes() async throws {
    try await withSandbox(SandboxConfiguration(scenario: .newerServer)) { server, api in
      let events = try await api.get("/webhook-subscriptions/801").read(SeenSubscription.self).subscribedEvents
      #expect(events == ["bank-accounts.updated", "bank-statements.imported", "invoices.paid", "tasks.done"])
      func put(_ events: String) async throws -> Reply {
        try await api.send(
          .PUT, "/webhook-subscriptions/801",
          #"{"url":"https://a.acme.sk/","isActive":true,"subscribedEvents":\#(events)}"#)
      }
      #expect(try await put(#"["clients.created","tasks.done"]"#).status == 200)
      let reply = try await put(#"["clients.created","bank-statements.imported"]"#)
      #expect(reply.status == 422)
      #expect(try reply.read(SeenError.self).errors?.keys.sorted() == ["subscribedEvents.1"])
      let created = try await api.create(
        #"{"url":"https://a.acme.sk/","isActive":true,"subscribedEvents":["tasks.done"]}"#)
      #expect(created.status == 422)
      #expect(await server.subscriptionIDs() == [801, 802])
    }
  }

  @Test("Fields that the contract does not know are ignored")
  func unknownFields() async throws {
    try await withSandbox { _, api in
      let reply = try await api.create(
        #"{"id":5,"secret":"x","url":"https://a.acme.sk/","isActive":true,"subscribedEvents":["clients.created"]}"#)
      #expect(reply.status == 201)
      #expect(try reply.read(SeenSubscription.self).id == 801)
    }
  }
}
