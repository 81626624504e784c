import AsyncHTTPClient
public import FintoroWebhooks
import NIOCore
import NIOHTTP1

/// HTTP/1.1 on AsyncHTTPClient: TLS always verified, redirects never followed, nothing decompressed, time and size
/// bounded. Connections are kept for later requests and closed with the transport.
public struct AsyncHTTPTransport: Transport {
  /// Time limit for opening a connection, handshakes included.
  static let connectDeadline = Duration.seconds(10)

  private let pool: ConnectionPool
  /// How long a connection may be silent while a response is awaited.
  private let idleTimeout: Duration

  public init(_ connection: APIConnection) {
    // At least 20 s, else half of a long time-out: a slow server gets its time, and a silent one is noticed before the end.
    idleTimeout = min(connection.timeout, max(.seconds(20), connection.timeout / 2))
    pool = ConnectionPool(connection, idleTimeout: idleTimeout)
  }

  public func send(_ request: RawRequest) async throws(Failure) -> RawResponse {
    let client = try pool.client.get()
    let prepared = Self.prepared(request)
    let idleTimeout = idleTimeout
    let outcome = await withDeadline(request.timeout) {
      await Self.perform(prepared, maxResponseBytes: request.maxResponseBytes, idleTimeout: idleTimeout, over: client)
    }
    switch outcome {
    case .finished(let result): return try result.get()
    case .deadline:
      throw Failure(.timedOut(seconds: request.timeout.wholeSeconds), detail: "the deadline passed")
    }
  }

  public func shutDown() async {
    await pool.shutDown()
  }

  private static func prepared(_ request: RawRequest) -> HTTPClientRequest {
    var prepared = HTTPClientRequest(url: request.url)
    prepared.method = HTTPMethod(rawValue: request.method)
    prepared.headers.add(name: "Authorization", value: "Bearer \(request.token.reveal())")
    for header in request.headers { prepared.headers.add(name: header.name, value: header.value) }
    if let body = request.body { prepared.body = .bytes(ByteBuffer(bytes: body)) }
    return prepared
  }

  private static func perform(
    _ request: HTTPClientRequest, maxResponseBytes: Int, idleTimeout: Duration, over client: HTTPClient
  ) async -> Result<RawResponse, Failure> {
    var received: RawResponse?
    do {
      // `withDeadline` keeps the deadline: the library's own covers only the response's head.
      let response = try await client.execute(request, deadline: .distantFuture)
      var head = RawResponse(status: Int(response.status.code), headers: response.headers.byLowerCaseName, body: [])
      received = head
      if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }), length > maxResponseBytes {
        return .failure(tooLong(head, maxResponseBytes))
      }
      for try await part in response.body {
        guard head.body.count + part.readableBytes <= maxResponseBytes else {
          return .failure(tooLong(head, maxResponseBytes))
        }
        head.body.append(contentsOf: part.readableBytesView)
      }
      return .success(head)
    } catch {
      return .failure(TransportFailure.failure(error, response: received, idleTimeout: idleTimeout))
    }
  }

  private static func tooLong(_ response: RawResponse, _ longest: Int) -> Failure {
    Failure(
      .unreadable(problem: "the answer is longer than \(longest >> 20) MiB"), status: response.status,
      requestID: response.headers["x-request-id"])
  }
}

extension HTTPHeaders {
  fileprivate var byLowerCaseName: [String: String] {
    Dictionary(map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}

/// Whichever came first: the work's result or the deadline.
enum DeadlineOutcome<Value: Sendable>: Sendable {
  case finished(Value)
  case deadline
}

/// Runs the work and cancels it at the deadline. Cancelling the caller cancels the work, whose result then counts.
func withDeadline<Value: Sendable>(
  _ time: Duration, _ work: @escaping @Sendable () async -> Value
) async -> DeadlineOutcome<Value> {
  await withTaskGroup(of: DeadlineOutcome<Value>?.self) { group in
    group.addTask { .finished(await work()) }
    group.addTask {
      do {
        try await Task.sleep(for: time, clock: .continuous)
        return .deadline
      } catch {
        return nil
      }
    }
    defer { group.cancelAll() }
    while let outcome = await group.next() {
      if let outcome { return outcome }
    }
    // Never reached: the work always gives an outcome.
    return .deadline
  }
}

extension Duration {
  /// Rounded up, at least 1: for sentences.
  var wholeSeconds: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(seconds) + (attoseconds > 0 ? 1 : 0))
  }
}
