public import FintoroWebhooks

extension FintoroClient {
  /// `GET /whoami`: the name of the company that the token belongs to.
  public func whoami() async throws(Failure) -> Answer<String> {
    try await send(Operation(.get, "/whoami", success: 200)) { response throws(ResponseProblem) in
      try WireWhoami.name(in: response)
    }
  }

  /// `GET /webhook-subscriptions`: all subscriptions of the company in the server's order.
  ///
  /// An element that cannot be read does not hide the others. A response without the list is a failure, never an empty
  /// list.
  public func list() async throws(Failure) -> Answer<SubscriptionList> {
    try await send(Operation(.get, "/webhook-subscriptions", success: 200, maxResponseBytes: Operation.maxListBytes)) {
      response throws(ResponseProblem) in try WireList.subscriptions(in: response)
    }
  }

  /// The list in bytes that have the form of the answer to the list call; nil for any others.
  public static func list(in body: [UInt8]) -> SubscriptionList? {
    try? WireList.subscriptions(in: RawResponse(status: 200, headers: [:], body: body))
  }

  /// `GET /webhook-subscriptions/{id}`, to be looked at and not to be edited: fields that cannot be read are said to be
  /// so, as in a list.
  public func look(at id: Int) async throws(Failure) -> Answer<Subscription> {
    try await send(Operation(.get, "/webhook-subscriptions/\(id)", success: 200)) { response throws(ResponseProblem) in
      try WireSubscription.subscription(in: response, id: id, isEdited: false)
    }
  }

  /// `GET /webhook-subscriptions/{id}`, to be edited: an answer with a field that cannot be read is refused, because an
  /// edit would send it back changed.
  public func show(_ id: Int) async throws(Failure) -> Answer<Subscription> {
    try await send(Operation(.get, "/webhook-subscriptions/\(id)", success: 200)) { response throws(ResponseProblem) in
      try WireSubscription.whole(in: response, id: id)
    }
  }

  /// The exact bytes that `update` sends.
  public static func updateBody(_ input: SubscriptionInput, keeping others: [UnknownField] = []) -> [UInt8] {
    WireInput.bytes(of: input, keeping: others)
  }

  /// `PUT /webhook-subscriptions/{id}`: replaces all that a person chooses; the secret stays as it is.
  /// - Parameter others: `Subscription.unknownFields` as `show` gave them, sent back so that nothing is lost.
  public func update(
    _ id: Int, to input: SubscriptionInput, keeping others: [UnknownField] = []
  ) async throws(Failure) -> Answer<Subscription> {
    let operation = Operation(
      .put, "/webhook-subscriptions/\(id)", body: Self.updateBody(input, keeping: others), success: 200)
    return try await send(operation) { response throws(ResponseProblem) in
      try WireSubscription.subscription(in: response, id: id)
    }
  }

  /// `DELETE /webhook-subscriptions/{id}`. One that is not there fails with `notFound`.
  public func delete(_ id: Int) async throws(Failure) -> Answer<Deletion> {
    try await send(Operation(.delete, "/webhook-subscriptions/\(id)", success: 204)) { _ in Deletion() }
  }

  /// `POST /webhook-subscriptions/{id}/rotate-secret`: the old secret stops working at once.
  ///
  /// Contract: it takes no idempotency key. After a failure with an unknown outcome the old secret may no longer be valid
  /// and the new one is lost. Only another rotate helps, and this client never sends one by itself.
  public func rotateSecret(_ id: Int) async throws(Failure) -> Answer<IssuedSecret> {
    try await send(Operation(.post, "/webhook-subscriptions/\(id)/rotate-secret", success: 200)) {
      response throws(ResponseProblem) in try WireIssuedSecret.rotated(in: response, id: id)
    }
  }
}

/// The result of delete: the subscription is gone. One that did not exist is the failure `notFound`.
public struct Deletion: Hashable, Sendable {
  public init() {}
}
