public import FintoroWebhooks

extension FintoroClient {
  /// `GET /whoami`: the name of the company that the token belongs to.
  public func whoami() async throws(Failure) -> Answer<String> {
    try await ask(Operation(.get, "/whoami", success: 200)) { answer throws(AnswerProblem) in
      try WireWhoami.name(in: answer)
    }
  }

  /// `GET /webhook-subscriptions`: all subscriptions of the company in the server's order.
  ///
  /// An element that cannot be read does not hide the others; an answer without the list is a failure, never an
  /// empty list.
  public func list() async throws(Failure) -> Answer<SubscriptionList> {
    try await ask(Operation(.get, "/webhook-subscriptions", success: 200, maxResponseBytes: Operation.maxListBytes)) {
      answer throws(AnswerProblem) in try WireList.subscriptions(in: answer)
    }
  }

  /// `GET /webhook-subscriptions/{id}`.
  public func show(_ id: Int) async throws(Failure) -> Answer<Subscription> {
    try await ask(Operation(.get, "/webhook-subscriptions/\(id)", success: 200)) { answer throws(AnswerProblem) in
      try WireSubscription.whole(in: answer, id: id)
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
    return try await ask(operation) { answer throws(AnswerProblem) in
      try WireSubscription.subscription(in: answer, id: id)
    }
  }

  /// `DELETE /webhook-subscriptions/{id}`. One that is not there fails with `notFound`.
  public func delete(_ id: Int) async throws(Failure) -> Answer<Deletion> {
    try await ask(Operation(.delete, "/webhook-subscriptions/\(id)", success: 204)) { _ in Deletion() }
  }

  /// `POST /webhook-subscriptions/{id}/rotate-secret`: the old secret is dead at once.
  ///
  /// Contract: it takes no idempotency key. After a failure that does not settle it the old secret may be dead and the
  /// new one unknown; the only cure is to rotate again, which this client never does by itself.
  public func rotateSecret(_ id: Int) async throws(Failure) -> Answer<IssuedSecret> {
    try await ask(Operation(.post, "/webhook-subscriptions/\(id)/rotate-secret", success: 200)) {
      answer throws(AnswerProblem) in try WireIssuedSecret.rotated(in: answer, id: id)
    }
  }
}

/// The answer to delete: the subscription is gone. A subscription that was not there is the failure `notFound`.
public struct Deletion: Hashable, Sendable {
  public init() {}
}
