import FintoroAPI
import FintoroWebhooks

/// What a command prints of a subscription whose secret came just now. Never the secret.
struct IssuedReport: Sendable {
  private let account: Account
  private let isJSON: Bool

  init(_ account: Account, json: Bool) {
    self.account = account
    isJSON = json
  }

  /// - Parameters:
  ///   - path: nil where the secret was printed on standard output, which then holds nothing else.
  ///   - more: further members of the JSON.
  func tell(_ subscription: Subscription, savedTo path: String?, more: [JSONValue.Member] = []) throws {
    guard let path else {
      StandardOutput.complain("The secret of \(subscription.displayName) (\(subscription.id)) was printed.")
      return
    }
    let report = SubscriptionReport(account.environment.clock)
    if isJSON, case .object(let members) = report.json(subscription) {
      try StandardOutput.write(JSONValue.object(members + [.init("secretFile", .string(path))] + more).text)
      return
    }
    try StandardOutput.write(
      PlainTable.fields([
        ("id", String(subscription.id)), ("name", subscription.name ?? "—"), ("url", subscription.url),
        ("events", String(subscription.subscribedEvents.count)),
        ("isActive", subscription.isActive ? "true" : "false"),
        ("secret", "\(account.environment.paths.display(path)) (0600)"),
      ]))
  }
}
