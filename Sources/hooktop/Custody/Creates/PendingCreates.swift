import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

/// What the journal holds. Reading it sends nothing.
struct PendingCreates: Equatable, Sendable {
  /// Entries that can be read.
  var entries: [FoundCreate] = []
  var unreadable: [UnreadableEntry] = []
  /// Why the journal itself cannot be read, as a sentence.
  var problem: String?

  /// Readable or not.
  var all: [FoundCreate] { entries + unreadable.map(FoundCreate.init) }

  /// What a person must be told besides the entries.
  func problems(_ paths: Paths) -> [String] { unreadable.map { $0.sentence(paths) } + (problem.map { [$0] } ?? []) }
}

extension FoundCreate {
  init(_ create: PendingCreate, _ status: Status) {
    self.init(
      key: create.key, label: Self.label(create.body), status: status, input: FintoroClient.createInput(create.body),
      startedAt: create.startedAt, lastSentAt: create.sends.last?.at, destination: SecretDestination(create.secretFile))
  }

  init(_ entry: UnreadableEntry) {
    self.init(
      key: IdempotencyKey(rawValue: entry.name), label: entry.name,
      status: .unreadable(file: entry.file, problem: entry.problem))
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

/// An entry that cannot be read. It may be a create that happened, so it stays until a person forgets it.
struct UnreadableEntry: Equatable, Sendable {
  /// Its path.
  var file: String
  /// Why it cannot be read, without a full stop.
  var problem: String

  /// The name to forget it by.
  var name: String { FilePath.split(file).name }

  func sentence(_ paths: Paths) -> String {
    "The pending create \(paths.display(file)) cannot be read: \(problem). No new create is begun beside it, because it "
      + "may be the same one: look for it in the list, then `hooktop pending --forget \(name)` sets its file aside."
  }
}
