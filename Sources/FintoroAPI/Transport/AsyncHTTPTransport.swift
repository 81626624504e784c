import AsyncHTTPClient
public import FintoroWebhooks
public import struct Foundation.Date
import NIOCore
import NIOHTTP1

/// HTTP/1.1 on AsyncHTTPClient: TLS always verified, redirects never followed, nothing decompressed, time and size
/// bounded. Connections are kept for later requests and closed with the transport.
public struct AsyncHTTPTransport: Transport {
  /// Time limit for opening a connection, handshakes included.
  static let connectDeadline = Duration.seconds(10)

  private let connection: APIConnection
  private let clock: @Sendable () -> Date
  private let pool: ConnectionPool
  /// How long a connection may be silent while a response is awaited.
  private let idleTimeout: Duration

  /// - Parameter clock: tells which certificates have expired, in the sentence about it.
  public init(_ connection: APIConnection, clock: @escaping @Sendable () -> Date) {
    self.connection = connection
    self.clock = clock
    // At least 20 s, else half of a long time-out: a slow server gets its time, and a silent one is noticed before the end.
    idleTimeout = min(connection.timeout, max(.seconds(20), connection.timeout / 2))
    pool = ConnectionPool(connection, idleTimeout: idleTimeout)
  }

  public func send(_ request: RawRequest) async throws(Failure) -> RawResponse {
    let open = try await pool.opened()
    let prepared = Self.prepared(request)
    let outcome = await withDeadline(request.timeout) {
      await perform(prepared, maxResponseBytes: request.maxResponseBytes, over: open)
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

  private func perform(
    _ request: HTTPClientRequest, maxResponseBytes: Int, over open: OpenPool
  ) async -> Result<RawResponse, Failure> {
    var received: RawResponse?
    let mark = open.mark()
    do {
      // `withDeadline` keeps the deadline: the library's own covers only the response's head.
      let response = try await open.client.execute(request, deadline: .distantFuture)
      var head = RawResponse(status: Int(response.status.code), headers: response.headers.byLowerCaseName, body: [])
      received = head
      if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }), length > maxResponseBytes {
        return .failure(Self.tooLong(head, maxResponseBytes))
      }
      var body = BodyParts()
      for try await part in response.body {
        guard body.count + part.readableBytes <= maxResponseBytes else {
          return .failure(Self.tooLong(head, maxResponseBytes))
        }
        body.append(part)
      }
      head.body = body.joined()
      return .success(head)
    } catch {
      let translator = TransportFailure(
        idleTimeout: idleTimeout, proxy: connection.usedProxy, isTLS: connection.baseURL.isHTTPS,
        neverConnected: open.neverConnected(since: mark))
      let failure = translator.failure(error, response: received)
      guard TransportFailure.isCertificateRefusal(error) else { return .failure(failure) }
      pool.renew(open)
      guard let fault = await CertificateProbe.fault(at: connection, open.tls, now: clock()) else {
        return .failure(failure)
      }
      return .failure(Failure(.unreachable(.certificate(fault))))
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
