import AsyncHTTPClient
import FintoroWebhooks
import struct Foundation.Date
import NIOCore
import NIOHTTP1
import NIOSSL

/// Makes attempts over HTTP. Contract: 10 s, no redirect is followed, the status alone decides.
struct DeliverySender: Sendable {
  /// At most this much of an answer's body is read.
  static let maxResponseBytes = 1 << 16

  private let client: HTTPClient
  private let policy: EndpointPolicy
  private let clock: @Sendable () -> Date
  private let timeout: Duration

  init(
    policy: EndpointPolicy, clock: @escaping @Sendable () -> Date,
    timeout: Duration = .seconds(DeliverySchedule.attemptTimeout)
  ) {
    self.policy = policy
    self.clock = clock
    self.timeout = timeout
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Self.configuration)
  }

  func shutDown() async {
    try? await client.shutdown()
  }

  /// - Returns: the result; nil when the task was cancelled, so that it is not known.
  func send(_ attempt: DeliveryRequest) async -> Attempt.Result? {
    let destination: Destination
    do {
      destination = try Destination(attempt.url, policy)
    } catch {
      return .failed(error.problem)
    }
    let deadline = ContinuousClock.now + timeout
    do {
      let answer = try await client.execute(request(attempt, to: destination), timeout: TimeAmount(timeout))
      await Self.drain(answer.body, until: deadline)
      return .answered(Int(answer.status.code))
    } catch {
      return Task.isCancelled ? nil : .failed(DeliveryProblem.clause(error, at: destination, timeout: timeout))
    }
  }

  private func request(_ attempt: DeliveryRequest, to destination: Destination) -> HTTPClientRequest {
    let message = DeliveryMessage(attempt.delivery, secret: attempt.secret, at: clock())
    var request = HTTPClientRequest(url: destination.url)
    request.method = .POST
    request.headers.add(name: "Host", value: destination.host)
    for header in message.headers { request.headers.add(name: header.name, value: header.value) }
    request.body = .bytes(ByteBuffer(bytes: message.body))
    return request
  }

  /// Reads the rest of an answer as well, so that a receiver that is still writing is not cut off.
  private static func drain(_ body: HTTPClientResponse.Body, until deadline: ContinuousClock.Instant) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        var count = 0
        do {
          for try await part in body {
            count += part.readableBytes
            if count > maxResponseBytes { return }
          }
        } catch {
          // The status decides; the rest changes nothing.
        }
      }
      group.addTask { try? await Task.sleep(until: deadline, clock: .continuous) }
      await group.next()
      group.cancelAll()
    }
  }

  private static var configuration: HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.httpVersion = .http1Only
    configuration.decompression = .disabled
    // A refused connection is a failed attempt at once; the schedule tries again.
    configuration.connectionPool.retryConnectionEstablishment = false
    // DeliveryLanes bounds the attempts; in the pool none may wait while its 10 s run.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = DeliveryLanes.maxTotal
    // Receivers on this machine have self-signed certificates, and nothing can stand in between.
    var tls = TLSConfiguration.makeClientConfiguration()
    tls.certificateVerification = .none
    configuration.tlsConfiguration = tls
    return configuration
  }
}

extension TimeAmount {
  fileprivate init(_ duration: Duration) {
    let (seconds, attoseconds) = duration.components
    self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
  }
}

/// All that the sender needs for one attempt over HTTP.
struct DeliveryRequest: Sendable {
  let delivery: Delivery
  /// URL and secret of the subscription at this attempt: a new one counts from the next attempt on.
  let url: String
  let secret: SigningSecret
}
