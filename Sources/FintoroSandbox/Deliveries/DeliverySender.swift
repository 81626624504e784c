import AsyncHTTPClient
import FintoroWebhooks
import struct Foundation.Date
import NIOCore
import NIOHTTP1
import NIOSSL

/// Makes attempts over HTTP. Contract: 10 s, no redirect followed, and the status alone decides.
struct DeliverySender: Sendable {
  /// More of an answer's body is not read.
  static let maxResponseBytes = 1 << 16

  private let client: HTTPClient
  private let policy: EndpointPolicy
  private let clock: @Sendable () -> Date
  private let patience: Duration

  init(
    policy: EndpointPolicy, clock: @escaping @Sendable () -> Date,
    patience: Duration = .seconds(DeliverySchedule.attemptTimeout)
  ) {
    self.policy = policy
    self.clock = clock
    self.patience = patience
    client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: Self.configuration)
  }

  func shutDown() async {
    try? await client.shutdown()
  }

  /// - Returns: what came of the attempt; nil when its task was cancelled, so that nobody knows.
  func send(_ order: DeliveryRequest) async -> Attempt.Result? {
    let destination: Destination
    do {
      destination = try Destination(order.url, policy)
    } catch {
      return .failed(error.problem)
    }
    let deadline = ContinuousClock.now + patience
    do {
      let answer = try await client.execute(request(order, to: destination), timeout: TimeAmount(patience))
      await Self.drain(answer.body, until: deadline)
      return .answered(Int(answer.status.code))
    } catch {
      return Task.isCancelled ? nil : .failed(DeliveryProblem.clause(error, at: destination, patience: patience))
    }
  }

  private func request(_ order: DeliveryRequest, to destination: Destination) -> HTTPClientRequest {
    let message = DeliveryMessage(order.delivery, secret: order.secret, at: clock())
    var request = HTTPClientRequest(url: destination.url)
    request.method = .POST
    request.headers.add(name: "Host", value: destination.host)
    for header in message.headers { request.headers.add(name: header.name, value: header.value) }
    request.body = .bytes(ByteBuffer(bytes: message.body))
    return request
  }

  /// Takes the rest of an answer as well, so that a receiver that is still writing is not cut off in the middle.
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
          // The status has come: what becomes of the rest changes nothing.
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
    // A receiver that is not there is a failed attempt at once, and the schedule tries again.
    configuration.connectionPool.retryConnectionEstablishment = false
    // How many at once is decided by the lanes; the pool must not let any wait while its 10 s run.
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = DeliveryLanes.maxTotal
    // Receivers on this machine have certificates of their own making, and nothing can stand in between.
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

/// An attempt that is to be made over HTTP: all of it, so that the sender asks nobody.
struct DeliveryRequest: Sendable {
  let delivery: Delivery
  /// As the subscription has them at this attempt; a rotated secret or a new URL counts from the next attempt on.
  let url: String
  let secret: SigningSecret
}
