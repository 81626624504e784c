public import FintoroWebhooks
public import struct Foundation.Date

// The client of the Fintoro API's webhook subscriptions: seven operations, each with its answer or one typed `Failure`,
// and the journal that keeps a create from being lost or made twice.
//
// Invariant: no environment, no printing, and no time but that of the clock it was given; the token goes to the base
// URL's host alone, and no POST that creates leaves before the journal has it on disk.

/// The seven operations of the contract for one company, one function each.
///
/// Every function sends one request. Only one that reads is repeated, once, where its token was refused and the place
/// of the token has another one now. All errors are `Failure` values, with the request id where the
/// response had one. Cancelling the task ends the request with `.cancelled`.
///
///     guard let token = AccessToken(text) else { … }
///     let client = FintoroClient(APIConnection(baseURL: .production, token: token), clock: { Date() })
///     let answer = try await client.list()
///     for subscription in answer.value.subscriptions { print(subscription.id, subscription.url) }
///
/// A create needs a journal entry, so that its secret is not lost if the response is:
///
///     let entry = try await journal.open(pending)          // key, `createBody(input)`, base URL, company
///     let issued = try await client.create(entry).value    // save `issued.secret.reveal()` first,
///     try await entry.retire()                             // then let the entry go
public struct FintoroClient: Sendable {
  public private(set) var connection: APIConnection
  /// The token of the requests, at first the connection's.
  public let token: RenewableToken
  let transport: any Transport
  let clock: @Sendable () -> Date
  let observe: (@Sendable (RequestLogEntry) -> Void)?

  /// A client on real HTTP. It keeps connections open until `shutDown()` or until it is no longer used.
  /// - Parameters:
  ///   - clock: the only source of time, for responses and journal entries.
  ///   - readTokenAgain: reads the token's place after a 401. Nil if it cannot be read; it must not wait for long.
  ///   - observe: called once for each request, on the task that sent it.
  public init(
    _ connection: APIConnection, clock: @escaping @Sendable () -> Date,
    readTokenAgain: (@Sendable () async -> AccessToken?)? = nil,
    observe: (@Sendable (RequestLogEntry) -> Void)? = nil
  ) {
    self.init(
      connection, transport: AsyncHTTPTransport(connection, clock: clock), clock: clock,
      readTokenAgain: readTokenAgain, observe: observe)
  }

  /// A client on another transport.
  public init(
    _ connection: APIConnection, transport: any Transport, clock: @escaping @Sendable () -> Date,
    readTokenAgain: (@Sendable () async -> AccessToken?)? = nil,
    observe: (@Sendable (RequestLogEntry) -> Void)? = nil
  ) {
    self.connection = connection
    token = RenewableToken(connection.token, readAgain: readTokenAgain)
    self.transport = transport
    self.clock = clock
    self.observe = observe
  }

  /// The same client, connections and token with another time limit of a request.
  public func limited(to timeout: Duration) -> FintoroClient {
    var client = self
    client.connection.timeout = timeout
    return client
  }

  /// Closes the connections. Later requests fail.
  public func shutDown() async {
    await transport.shutDown()
  }
}

/// One request and its result, for a log. It holds no token, no secret and no body.
public struct RequestLogEntry: Hashable, Sendable {
  public var method: String
  /// The path below the base URL, such as `/webhook-subscriptions/801`.
  public var path: String
  /// Nil where no response came.
  public var status: Int?
  /// From before the request to the end of the response, by the client's clock.
  public var duration: Duration
  public var requestID: String?
  /// Nil on success.
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
