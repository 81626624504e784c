import AsyncHTTPClient
import FintoroSandbox
import Foundation
import NIOCore
import NIOHTTP1
import TestSupport

/// A plain HTTP client on a sandbox's base URL: no retries, no redirects.
struct API: Sendable {
  let client: HTTPClient
  var baseURL: String
  var token: String? = SandboxTokens.write
  var language: String?

  func with(token: String?) -> API {
    var copy = self
    copy.token = token
    return copy
  }

  func with(language: String) -> API {
    var copy = self
    copy.language = language
    return copy
  }

  func send(
    _ method: HTTPMethod, _ path: String, _ body: String? = nil, key: String? = nil,
    type: String? = "application/json"
  ) async throws -> Reply {
    var request = HTTPClientRequest(url: baseURL + path)
    request.method = method
    if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
    if let language { request.headers.add(name: "Accept-Language", value: language) }
    if let key { request.headers.add(name: "Idempotency-Key", value: key) }
    if let body {
      if let type { request.headers.add(name: "Content-Type", value: type) }
      request.body = .bytes(ByteBuffer(string: body))
    }
    let response = try await client.execute(request, timeout: TimeAmount(patience))
    let bytes = try await response.body.collect(upTo: 64 << 20)
    return Reply(status: Int(response.status.code), headers: response.headers, body: [UInt8](buffer: bytes))
  }

  func get(_ path: String) async throws -> Reply { try await send(.GET, path) }

  func create(_ body: String = Body.good, key: String? = nil) async throws -> Reply {
    try await send(.POST, "/webhook-subscriptions", body, key: key)
  }

  func list() async throws -> [SeenSubscription] {
    try await get("/webhook-subscriptions").read(SeenList.self).data
  }
}

/// Bodies that tests send.
enum Body {
  static let good = #"""
    {"name":"ERP sync","url":"https://erp.acme.sk/hooks","isActive":true,"subscribedEvents":["invoices.paid","orders.created"]}
    """#

  static let other = #"""
    {"name":"Other","url":"https://other.acme.sk/hooks","isActive":false,"subscribedEvents":["clients.deleted"]}
    """#
}

/// Runs a sandbox on a free port for as long as the body takes.
func withSandbox<Value>(
  _ configuration: SandboxConfiguration = SandboxConfiguration(scenario: .empty),
  _ body: (SandboxServer, API) async throws -> Value
) async throws -> Value {
  let server = try await SandboxServer.start(configuration)
  var settings = HTTPClient.Configuration()
  settings.redirectConfiguration = .disallow
  settings.httpVersion = .http1Only
  let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: settings)
  let result: Result<Value, any Error>
  do {
    result = .success(try await body(server, API(client: client, baseURL: server.baseURL)))
  } catch {
    result = .failure(error)
  }
  try await client.shutdown()
  await server.stop()
  return try result.get()
}
