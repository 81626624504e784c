import FintoroAPI
import FintoroWebhooks
import Foundation

/// A create that may have happened, as it is shown. Nothing is sent to learn it.
struct PendingSummary: Equatable, Sendable {
  enum Standing: Equatable, Sendable {
    case resumable
    /// Some hooktop, perhaps this one, works on it.
    case busy
    case notFromHere(ResumeRule.Obstacle)
    case stale(PendingCreate.Staleness)
  }

  var key: IdempotencyKey
  /// What people call it: its name or its host.
  var label: String
  /// What was sent; nil where that cannot be read.
  var input: SubscriptionInput?
  var startedAt: Date
  var destination: SecretDestination
  var standing: Standing

  init(
    _ create: PendingCreate, isLocked: Bool, now: Date, baseURL: BaseURL, company: PendingCreate.Company?
  ) {
    key = create.key
    label = Self.label(create.body)
    input = FintoroClient.createInput(create.body)
    startedAt = create.startedAt
    destination = SecretDestination(create.secretFile)
    standing =
      if isLocked {
        .busy
      } else if let company, let obstacle = ResumeRule.obstacle(create, baseURL: baseURL, company: company) {
        .notFromHere(obstacle)
      } else if case .compare(let staleness) = create.nextStep(now: now) {
        .stale(staleness)
      } else {
        .resumable
      }
  }

  private struct Sent: Decodable {
    var name: String?
    var url: String?
  }

  private static func label(_ body: [UInt8]) -> String {
    let sent = try? JSONDecoder().decode(Sent.self, from: Data(body))
    return Subscription(id: 0, name: sent?.name, url: sent?.url ?? "?", subscribedEvents: []).displayName
  }
}

/// All that the journal holds.
struct PendingCreates: Equatable, Sendable {
  var entries: [PendingSummary] = []
  /// Sentences on files that cannot be read; they are left as they are.
  var problems: [String] = []
}
