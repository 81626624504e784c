import NIOHTTP1

/// The tests' own reading of the delivery log.
struct SeenDelivery: Decodable, Equatable, Sendable {
  struct Resource: Decodable, Equatable, Sendable {
    var type: String
    var id: Int
  }

  struct Attempt: Decodable, Equatable, Sendable {
    var number: Int
    var startedAt: String
    var seconds: Double
    var status: Int?
    var result: String
  }

  var id: String
  var subscriptionId: Int
  var type: String
  var resource: Resource
  var occurredAt: String
  var simulated: Bool
  var state: String
  var nextAttemptAt: String?
  var attempts: [Attempt]
}

struct SeenLog: Decodable {
  var note: String
  var forgotten: Int
  var data: [SeenDelivery]
}

extension API {
  /// To the sandbox itself, outside of the API.
  func control(_ method: HTTPMethod, _ path: String, _ body: String? = nil) async throws -> Reply {
    var sandbox = with(token: nil)
    sandbox.baseURL = String(baseURL.dropLast("/api/public/v1".count)) + "/_sandbox"
    return try await sandbox.send(method, path, body)
  }

  @discardableResult
  func emit(_ type: String, resource: Int = 301, company: Int = 15) async throws -> Reply {
    try await control(.POST, "/events", #"{"type":"\#(type)","resourceId":\#(resource),"companyId":\#(company)}"#)
  }

  func deliveries(_ query: String = "") async throws -> [SeenDelivery] {
    try await control(.GET, "/deliveries" + query).read(SeenLog.self).data
  }

  /// The log as soon as it is like that. The log tells nobody when it changes.
  func deliveries(
    _ query: String = "", once isThere: ([SeenDelivery]) -> Bool
  ) async throws -> [SeenDelivery] {
    while true {
      let seen = try await deliveries(query)
      if isThere(seen) { return seen }
    }
  }

  /// Makes a subscription and answers its id and secret.
  func subscribe(_ url: String, to types: [String] = ["invoices.paid"]) async throws -> SeenSubscription {
    let list = types.map { "\"\($0)\"" }.joined(separator: ",")
    let made = try await create(#"{"url":"\#(url)","isActive":true,"subscribedEvents":[\#(list)]}"#)
    return try made.read(SeenSubscription.self)
  }
}
