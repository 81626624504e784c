import FintoroAPI
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

/// The clock of the tests: it stands still.
let now = Date(timeIntervalSince1970: 1_774_810_800)

extension FintoroClient {
  /// A client for a scripted server.
  static func test(
    _ baseURL: String, timeout: Duration = patience, at date: Date = now,
    observe: (@Sendable (RequestLogEntry) -> Void)? = nil
  ) throws -> FintoroClient {
    let token = try #require(AccessToken("test-token-123"))
    let connection = APIConnection(baseURL: try BaseURL(baseURL), token: token, timeout: timeout)
    return FintoroClient(connection, clock: { date }, observe: observe)
  }
}

/// An HTTP answer as text, the last of its connection unless said otherwise.
func http(
  _ status: Int, _ body: String = "", type: String? = "application/json", _ headers: [String] = [],
  keepsOpen: Bool = false
) -> String {
  let all =
    ["HTTP/1.1 \(status) Some Reason", "Content-Length: \(body.utf8.count)"]
    + (type.map { ["Content-Type: \($0)"] } ?? [])
    + ["X-Request-Id: req_1"]
    + (keepsOpen ? [] : ["Connection: close"]) + headers
  return all.joined(separator: "\r\n") + "\r\n\r\n" + body
}

/// What `ask` fails with; nil where it gives an answer.
func failure<Value>(_ ask: () async throws(Failure) -> Answer<Value>) async -> Failure? {
  do throws(Failure) {
    _ = try await ask()
    return nil
  } catch {
    return error
  }
}

let example = """
  {"id":801,"companyId":15,"name":"ERP sync","url":"https://example.com/hooks","isActive":true,\
  "subscribedEvents":["invoices.created","moon.landed"],"lastSuccessAt":"2026-03-18T15:04:05Z",\
  "lastFailureAt":null,"disabledAt":null,"disabledReason":null,"createdAt":"2026-03-18T14:59:12Z",\
  "updatedAt":"2026-03-18T15:01:33Z"}
  """

let exampleSubscription = Subscription(
  id: 801, companyID: 15, name: "ERP sync", url: "https://example.com/hooks", isActive: true,
  subscribedEvents: ["invoices.created", "moon.landed"].map(EventType.init(rawValue:)),
  lastSuccessAt: Timestamp(iso8601: "2026-03-18T15:04:05Z"), createdAt: Timestamp(iso8601: "2026-03-18T14:59:12Z"),
  updatedAt: Timestamp(iso8601: "2026-03-18T15:01:33Z"))

let exampleInput = SubscriptionInput(
  name: "ERP sync", url: "https://example.com/hooks", isActive: true,
  subscribedEvents: [EventType("invoices.created")])

func pendingCreate(
  key: String = "key-1", body: [UInt8] = FintoroClient.createBody(exampleInput),
  baseURL: String = "https://api.test/v1",
  company: String = "Acme s.r.o.", startedAt: Date = now, sends: [PendingCreate.Send] = []
) -> PendingCreate {
  PendingCreate(
    key: IdempotencyKey(rawValue: key), body: body, baseURL: baseURL, profile: "work",
    company: .init(name: company, id: company == "Acme s.r.o." ? 15 : nil), startedAt: startedAt,
    secretFile: .init(path: "/home/me/secret", device: 7, inode: .max, format: .env), sends: sends)
}
