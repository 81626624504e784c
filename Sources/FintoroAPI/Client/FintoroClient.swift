public import FintoroWebhooks
public import struct Foundation.Date

/// The seven operations of the contract for one company, one function each.
///
/// Every function asks once: it never tries again by itself. All failures are `Failure` values, with the request id
/// wherever an answer carried one. Cancelling the task ends the request with `.cancelled`.
///
///     guard let token = AccessToken(text) else { … }
///     let client = FintoroClient(APIConnection(baseURL: .production, token: token), clock: { Date() })
///     let answer = try await client.list()
///     for subscription in answer.value.subscriptions { print(subscription.id, subscription.url) }
///
/// A create needs an entry of the journal, so that its secret is not lost with an answer:
///
///     let entry = try await journal.open(pending)          // key, `createBody(input)`, base URL, company
///     let issued = try await client.create(entry).value    // save `issued.secret.reveal()` first,
///     try await entry.retire()                             // then let the entry go
public struct FintoroClient: Sendable {
  public let connection: APIConnection
  let transport: any Transport
  let clock: @Sendable () -> Date
  let observe: (@Sendable (RequestLogEntry) -> Void)?

  /// A client on real HTTP. It keeps connections open until `shutDown()` or until it is no longer used.
  /// - Parameters:
  ///   - clock: the only source of time for what answers and journal entries say.
  ///   - observe: called once for each request that was tried, on the task that asked.
  public init(
    _ connection: APIConnection, clock: @escaping @Sendable () -> Date,
    observe: (@Sendable (RequestLogEntry) -> Void)? = nil
  ) {
    self.init(connection, transport: AsyncHTTPTransport(connection), clock: clock, observe: observe)
  }

  /// A client on another way of carrying bytes.
  public init(
    _ connection: APIConnection, transport: any Transport, clock: @escaping @Sendable () -> Date,
    observe: (@Sendable (RequestLogEntry) -> Void)? = nil
  ) {
    self.connection = connection
    self.transport = transport
    self.clock = clock
    self.observe = observe
  }

  /// Gives the connections back. A request after it fails.
  public func shutDown() async {
    await transport.shutDown()
  }
}

/// One request and what came of it, for a log: neither token nor secret nor a body.
public struct RequestLogEntry: Hashable, Sendable {
  public var method: String
  /// The path below the base URL, such as `/webhook-subscriptions/801`.
  public var path: String
  /// Nil where no answer came.
  public var status: Int?
  /// By the client's clock, from before the request to the end of the answer.
  public var duration: Duration
  public var requestID: String?
  /// Nil where the answer was good.
  public var failure: Failure?

  public init(
    method: String, path: String, status: Int?, duration: Duration, requestID: String?, failure: Failure?
  ) {
    self.method = method
    self.path = path
    self.status = status
    self.duration = duration
    self.requestID = requestID
    self.failure = failure
  }
}
