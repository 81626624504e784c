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
    _ create: PendingCreate, isLocked: Bool, now: Date, baseURL: BaseURL, company: CompanyIdentity?
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

/// An entry that cannot be read: perhaps a create that may have happened. It stays as it is until a person forgets it.
struct UnreadableEntry: Equatable, Sendable {
  /// Its path.
  var file: String
  /// Why it cannot be read, without a full stop.
  var problem: String

  /// By which it is forgotten.
  var name: String { FilePath.split(file).name }

  func sentence(_ paths: Paths) -> String {
    "The pending create \(paths.display(file)) cannot be read: \(problem). No new create is begun beside it, because it "
      + "may be the same one: look for it in the list, then `hooktop pending --forget \(name)` sets its file aside."
  }
}

/// All that the journal holds.
struct PendingCreates: Equatable, Sendable {
  var entries: [PendingSummary] = []
  var unreadable: [UnreadableEntry] = []
  /// Why the journal itself cannot be read, as a sentence.
  var problem: String?

  /// All that a person must be told besides the entries.
  func problems(_ paths: Paths) -> [String] { unreadable.map { $0.sentence(paths) } + (problem.map { [$0] } ?? []) }
}
