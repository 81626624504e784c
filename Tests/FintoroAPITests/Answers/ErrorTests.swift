import FintoroAPI
import FintoroWebhooks
import Foundation
import Testing

@Suite("Answers that are not the success")
struct ErrorTests {
  struct Case: CustomTestStringConvertible {
    var status: Int
    var body: String
    var type: String? = "application/json"
    var headers: [String] = []
    var kind: Failure.Kind
    var message: String? = nil
    var isFintoros = false
    var retryAfter: Double? = nil
    var testDescription: String { "\(status) \(type ?? "") \(body) \(headers)" }
  }

  static let page = "<!DOCTYPE html><html>Sign in</html>"

  @Test(
    "Each has its kind, the server's words and the request id",
    arguments: [
      Case(
        status: 401, body: #"{"message":"Unauthenticated."}"#, kind: .unauthenticated, message: "Unauthenticated.",
        isFintoros: true),
      Case(status: 401, body: page, type: "text/html", headers: ["WWW-Authenticate: Basic"], kind: .unauthenticated),
      Case(status: 401, body: "", type: nil, kind: .unauthenticated),
      Case(
        status: 403, body: #"{"message":"This action is unauthorized."}"#, kind: .forbidden,
        message: "This action is unauthorized.", isFintoros: true),
      Case(
        status: 403, body: page, type: "text/html",
        kind: .unreadable(problem: "a web page came where JSON was expected")),
      Case(
        status: 404, body: #"{"message":"No query results for model."}"#, kind: .notFound,
        message: "No query results for model.", isFintoros: true),
      Case(
        status: 404, body: page, type: "text/html; charset=utf-8",
        kind: .unreadable(problem: "a web page came where JSON was expected")),
      Case(status: 404, body: "{}", kind: .unreadable(problem: "the JSON is not of Fintoro's form")),
      Case(
        status: 404, body: "gone", type: "Text/Plain",
        kind: .unreadable(problem: "text/plain came where JSON was expected")),
      Case(
        status: 422,
        body:
          #"{"message":"The given data was invalid.","errors":{"url":["bad","worse"],"subscribedEvents.0":["unknown"]}}"#,
        kind: .invalid(fields: ["url": ["bad", "worse"], "subscribedEvents.0": ["unknown"]]),
        message: "The given data was invalid.", isFintoros: true),
      Case(
        status: 422, body: #"{"message":"Invalid.","error":null,"errors":{"name":"too long"}}"#,
        kind: .invalid(fields: ["name": ["too long"]]), message: "Invalid.", isFintoros: true),
      Case(
        status: 422, body: #"{"message":"Malformed."}"#, kind: .invalid(fields: [:]), message: "Malformed.",
        isFintoros: true),
      Case(status: 422, body: #"{"error":"reused"}"#, kind: .invalid(fields: [:]), message: "reused", isFintoros: true),
      Case(status: 422, body: "[1]", kind: .unreadable(problem: "the JSON is not of Fintoro's form")),
      Case(
        status: 429, body: #"{"message":"Too Many Attempts."}"#, headers: ["Retry-After: 42"], kind: .rateLimited,
        message: "Too Many Attempts.", isFintoros: true, retryAfter: 42),
      Case(status: 429, body: "slow down", type: "text/plain", kind: .rateLimited),
      Case(status: 429, body: "{}", headers: ["X-RateLimit-Reset: 1774810815"], kind: .rateLimited, retryAfter: 15),
      Case(
        status: 429, body: "{}", headers: ["Retry-After: 7", "X-RateLimit-Reset: 1774810899"], kind: .rateLimited,
        retryAfter: 7),
      // The server's clock is an hour behind: its absolute times are read by its own Date.
      Case(
        status: 429, body: "{}", headers: ["Date: Sun, 29 Mar 2026 18:00:00 GMT", "X-RateLimit-Reset: 1774807230"],
        kind: .rateLimited, retryAfter: 30),
      Case(
        status: 429, body: "{}",
        headers: ["Date: Sun, 29 Mar 2026 18:00:00 GMT", "Retry-After: Sun, 29 Mar 2026 18:00:20 GMT"],
        kind: .rateLimited, retryAfter: 20),
      Case(
        status: 429, body: "{}", headers: ["Retry-After: -5", "X-RateLimit-Reset: 0"], kind: .rateLimited, retryAfter: 0
      ),
      Case(
        status: 429, body: "{}", headers: ["Retry-After: 99999999999999999999"], kind: .rateLimited, retryAfter: 86_400),
      Case(status: 429, body: "{}", headers: ["Retry-After: soon"], kind: .rateLimited),
      Case(status: 500, body: #"{"message":"Server Error"}"#, kind: .server, message: "Server Error", isFintoros: true),
      Case(
        status: 503, body: #"{"message":"Service Unavailable"}"#, headers: ["Retry-After: 120"], kind: .server,
        message: "Service Unavailable", isFintoros: true, retryAfter: 120),
      Case(status: 502, body: page, type: "text/html", kind: .server),
      Case(
        status: 409, body: #"{"message":"Busy"}"#, headers: ["Retry-After: 9"], kind: .unexpectedStatus,
        message: "Busy",
        isFintoros: true, retryAfter: 9),
      Case(status: 418, body: #"{"message":"teapot"}"#, kind: .unexpectedStatus, message: "teapot", isFintoros: true),
      Case(status: 407, body: page, type: "text/html", kind: .unexpectedStatus),
      Case(status: 201, body: example, kind: .unreadable(problem: "status 201 came where 200 was expected")),
      Case(status: 204, body: "", type: nil, kind: .unreadable(problem: "status 204 came where 200 was expected")),
      Case(
        status: 200, body: page, type: "text/html",
        kind: .unreadable(problem: "a web page came where JSON was expected")),
      Case(
        status: 200, body: example, type: "image/png",
        kind: .unreadable(problem: "image/png came where JSON was expected")),
      Case(
        status: 200, body: "\u{1F}\u{8B}abc", headers: ["Content-Encoding: gzip"],
        kind: .unreadable(problem: "the answer is compressed, which was not asked for")),
    ])
  func table(_ row: Case) async throws {
    let server = try ScriptedServer(answering: http(row.status, row.body, type: row.type, row.headers))
    let client = try FintoroClient.test(server.baseURL)
    let error = try #require(await failure { () async throws(Failure) in try await client.show(801) })
    #expect(error.kind == row.kind)
    #expect(error.status == row.status)
    #expect(error.message == row.message)
    #expect(error.requestID == "req_1")
    #expect(error.isFintorosAnswer == row.isFintoros)
    #expect(error.retryAt?.timeIntervalSince(now) == row.retryAfter)
  }

  @Test(
    "A subscription that lacks a field or has one of another type is refused with the field's name",
    arguments: [
      (#"{"id":801,"url":"u","isActive":true}"#, "`subscribedEvents` is missing"),
      (
        #"{"id":801,"url":"u","isActive":true,"subscribedEvents":["a",1]}"#,
        "`subscribedEvents` is an array; an array of texts was expected"
      ),
      (
        #"{"id":801,"url":"u","isActive":true,"subscribedEvents":[],"name":5}"#,
        "`name` is a number; text or null was expected"
      ),
      (#"{"url":"u","isActive":true,"subscribedEvents":[]}"#, "`id` is missing"),
      (
        #"{"id":9,"url":"u","isActive":true,"subscribedEvents":[]}"#,
        "the answer is about another subscription than 801"
      ),
    ])
  func strictSubscription(body: String, problem: String) async throws {
    let server = try ScriptedServer(answering: http(200, body))
    let client = try FintoroClient.test(server.baseURL)
    let error = await failure { () async throws(Failure) in try await client.show(801) }
    #expect(error?.kind == .unreadable(problem: problem))
  }

  @Test("An answer without a content type is judged by its bytes")
  func noContentType() async throws {
    let server = try ScriptedServer(answering: http(200, example, type: nil))
    let client = try FintoroClient.test(server.baseURL)
    #expect(try await client.show(801).value == exampleSubscription)
  }

  @Test("A company without a readable name is an unreadable answer")
  func whoami() async throws {
    let server = try ScriptedServer(answering: http(200, #"{"name":null}"#))
    let client = try FintoroClient.test(server.baseURL)
    let error = await failure { () async throws(Failure) in try await client.whoami() }
    #expect(error?.kind == .unreadable(problem: "`name` is null; text was expected"))
  }
}
