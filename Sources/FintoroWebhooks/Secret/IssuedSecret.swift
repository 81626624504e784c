/// The answer to create and rotate: the subscription with the secret that is shown only now.
public struct IssuedSecret: Hashable, Sendable {
  public var subscription: Subscription
  public var secret: SigningSecret
  /// `Idempotency-Status: Repeated`: the server answered from its memory, nothing new was made. Nil without the header.
  public var isRepeated: Bool?

  public init(subscription: Subscription, secret: SigningSecret, isRepeated: Bool? = nil) {
    self.subscription = subscription
    self.secret = secret
    self.isRepeated = isRepeated
  }
}
