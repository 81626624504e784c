import FintoroWebhooks
import Foundation

/// What changes seldom: kept as one text, a row for each change.
struct Definition: Codable, Hashable, Sendable {
  var name: String?
  var nameProblem: String?
  var url: String
  var isActive: Bool
  var events: [String]
  var eventsProblem: String?
  var disabledAt: StoredTime
  var disabledReason: String?
  var createdAt: StoredTime

  /// Texts of the server can be of any length; so much of each is kept.
  private static let maxText = 4_096

  init(_ subscription: Subscription) {
    func kept(_ text: String?) -> String? { text.map { String($0.prefix(Self.maxText)) } }
    name = kept(subscription.name)
    nameProblem = kept(subscription.nameProblem)
    url = String(subscription.url.prefix(Self.maxText))
    isActive = subscription.isActive
    events = subscription.subscribedEvents.prefix(1_000).map { String($0.rawValue.prefix(200)) }
    eventsProblem = kept(subscription.eventsProblem)
    disabledAt = StoredTime(subscription.disabledAt)
    disabledReason = kept(subscription.disabledReason)
    createdAt = StoredTime(subscription.createdAt)
  }

  /// The same definition always gives the same text.
  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    } catch {
      preconditionFailure("texts, flags and whole numbers always have a JSON form: \(error)")
    }
  }

  /// Nil for a text that no version of hooktop writes.
  init?(text: String) {
    guard let value = try? JSONDecoder().decode(Definition.self, from: Data(text.utf8)) else { return nil }
    self = value
  }
}

/// The times that deliveries and edits move.
struct DeliveryTimes: Hashable, Sendable {
  var success: StoredTime
  var failure: StoredTime
  var updated: StoredTime

  init(success: StoredTime, failure: StoredTime, updated: StoredTime) {
    self.success = success
    self.failure = failure
    self.updated = updated
  }

  init(_ subscription: Subscription) {
    success = StoredTime(subscription.lastSuccessAt)
    failure = StoredTime(subscription.lastFailureAt)
    updated = StoredTime(subscription.updatedAt)
  }

  /// Whether the newer times say only that one more delivery was accepted while none had failed. Then a time is enough.
  func isOnlyNewerSuccess(than before: DeliveryTimes) -> Bool {
    guard failure == before.failure, let now = success.milliseconds, let last = before.success.milliseconds,
      now / 1_000 > last / 1_000
    else { return false }
    switch failure {
    case .never: return true
    case .at(let failed): return last / 1_000 > failed / 1_000
    case .unreadable, .absent: return false
    }
  }
}

extension Subscription {
  init(id: Int, companyID: Int, _ definition: Definition, _ times: DeliveryTimes) {
    self.init(
      id: id, companyID: companyID, name: definition.name, url: definition.url, isActive: definition.isActive,
      subscribedEvents: definition.events.map { EventType($0) }, lastSuccessAt: times.success.timestamp,
      lastFailureAt: times.failure.timestamp, disabledAt: definition.disabledAt.timestamp,
      disabledReason: definition.disabledReason, createdAt: definition.createdAt.timestamp,
      updatedAt: times.updated.timestamp, nameProblem: definition.nameProblem, eventsProblem: definition.eventsProblem)
  }
}
