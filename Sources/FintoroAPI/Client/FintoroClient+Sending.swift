import FintoroWebhooks
import struct Foundation.Date

extension FintoroClient {
  /// Sends one request and reads its response. A read is sent once more if its token was refused and renewed. It runs off the caller's actor, because a list may be long.
  @concurrent
  func send<Value: Sendable>(
    _ operation: Operation, read: @Sendable (RawResponse) throws(ResponseProblem) -> Value
  ) async throws(Failure) -> Answer<Value> {
    let lease = await token.lease(forWriting: operation.isWrite)
    do throws(Failure) {
      return try await send(operation, with: lease, read: read)
    } catch {
      guard error.kind == .unauthenticated, await token.renew(after: lease), !operation.isWrite else { throw error }
    }
    return try await send(operation, with: await token.lease(forWriting: false), read: read)
  }

  @concurrent
  private func send<Value: Sendable>(
    _ operation: Operation, with lease: RenewableToken.Lease,
    read: @Sendable (RawResponse) throws(ResponseProblem) -> Value
  ) async throws(Failure) -> Answer<Value> {
    let startedAt = clock()
    let response: RawResponse
    do {
      response = try await transport.send(operation.request(over: connection, with: lease.token))
    } catch {
      report(operation, since: startedAt, until: clock(), status: error.status, requestID: error.requestID, error)
      throw error
    }
    let interpreter = ResponseInterpreter(response, askedAt: startedAt, at: clock(), tokenNumber: lease.number)
    let result = interpreter.result(of: operation, read: read)
    report(
      operation, since: startedAt, until: interpreter.context.receivedAt, status: response.status,
      requestID: interpreter.context.requestID, result.failure)
    return Answer(try result.get(), context: interpreter.context)
  }

  private func report(
    _ operation: Operation, since start: Date, until end: Date, status: Int?, requestID: String?, _ failure: Failure?
  ) {
    observe?(
      RequestLogEntry(
        method: operation.method.rawValue, path: operation.path, status: status,
        duration: .seconds(end.timeIntervalSince(start)), requestID: requestID, failure: failure))
  }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}

/// One operation of the contract as a request, with the one status that means success.
struct Operation {
  enum Method: String {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  var method: Method
  var path: String
  var body: [UInt8]?
  var success: Int
  var maxResponseBytes: Int
  var idempotencyKey: IdempotencyKey?

  var isWrite: Bool { method != .get }

  /// The list has no pages (contract): it is as long as the company has subscriptions.
  static let maxListBytes = 64 << 20

  init(_ method: Method, _ path: String, body: [UInt8]? = nil, success: Int, maxResponseBytes: Int = 1 << 20) {
    self.method = method
    self.path = path
    self.body = body
    self.success = success
    self.maxResponseBytes = maxResponseBytes
  }

  func request(over connection: APIConnection, with token: AccessToken) -> RawRequest {
    var headers: [(name: String, value: String)] = [("Accept", "application/json"), ("User-Agent", "hooktop")]
    if let language = connection.acceptLanguage { headers.append(("Accept-Language", language)) }
    if body != nil { headers.append(("Content-Type", "application/json")) }
    if let idempotencyKey { headers.append(("Idempotency-Key", idempotencyKey.rawValue)) }
    return RawRequest(
      method: method.rawValue, url: connection.baseURL.text + path, token: token, headers: headers,
      body: body, timeout: connection.timeout, maxResponseBytes: maxResponseBytes)
  }
}
