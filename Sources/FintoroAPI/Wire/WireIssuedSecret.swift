import FintoroWebhooks

/// The response to create and rotate: a subscription with `plainTextSecret`.
///
/// The secret comes only once, so it is taken whenever its subscription is certain. Fields that cannot be read are filled
/// from the request.
struct WireIssuedSecret: Decodable {
  let subscription: WireSubscription
  let plainTextSecret: Field<String>

  enum CodingKeys: String, CodingKey {
    case plainTextSecret
  }

  init(from decoder: any Decoder) throws {
    subscription = try WireSubscription(from: decoder)
    plainTextSecret = try decoder.container(keyedBy: CodingKeys.self).field(.plainTextSecret)
  }

  static func created(in response: RawResponse, sent body: [UInt8]) throws(ResponseProblem) -> IssuedSecret {
    let wire = try ResponseBody.decode(WireIssuedSecret.self, from: response.body)
    let secret = try wire.secret
    if let problem = wire.subscription.id.problem("id", expected: "a whole number") { throw ResponseProblem(problem) }
    let input = WireInput.input(in: body)
    var subscription = wire.subscription.subscription(
      id: wire.subscription.id.value ?? 0, url: wire.subscription.url.value ?? input?.url ?? "",
      isActive: wire.subscription.isActive.value ?? input?.isActive ?? true)
    if wire.subscription.subscribedEvents.value == nil, let input {
      (subscription.subscribedEvents, subscription.eventsProblem) = (input.subscribedEvents, nil)
    }
    if subscription.nameProblem != nil, let input { (subscription.name, subscription.nameProblem) = (input.name, nil) }
    return IssuedSecret(subscription: subscription, secret: secret, isRepeated: isRepeated(response.headers))
  }

  static func rotated(in response: RawResponse, id: Int) throws(ResponseProblem) -> IssuedSecret {
    let wire = try ResponseBody.decode(WireIssuedSecret.self, from: response.body)
    let secret = try wire.secret
    if let other = wire.subscription.id.value, other != id {
      throw ResponseProblem("the answer is about subscription \(other); \(id) was asked for")
    }
    let subscription = wire.subscription.subscription(
      id: id, url: wire.subscription.url.value ?? "", isActive: wire.subscription.isActive.value ?? true)
    return IssuedSecret(subscription: subscription, secret: secret)
  }

  private var secret: SigningSecret {
    get throws(ResponseProblem) {
      if let problem = plainTextSecret.problem("plainTextSecret", expected: "text") { throw ResponseProblem(problem) }
      guard let text = plainTextSecret.value, !text.isEmpty else {
        throw ResponseProblem("`plainTextSecret` is empty; text was expected")
      }
      return SigningSecret(text)
    }
  }

  private static func isRepeated(_ headers: [String: String]) -> Bool? {
    switch headers["idempotency-status"]?.lowercased() {
    case "repeated": true
    case "original": false
    default: nil
    }
  }
}
