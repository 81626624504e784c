import FintoroWebhooks
import Foundation
import GRDB

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
    func kept(_ text: String?) -> String? { text.map { Self.beginning(of: $0, Self.maxText) } }
    name = kept(subscription.name)
    nameProblem = kept(subscription.nameProblem)
    url = Self.beginning(of: subscription.url, Self.maxText)
    isActive = subscription.isActive
    events = subscription.subscribedEvents.prefix(1_000).map { Self.beginning(of: $0.rawValue, 200) }
    eventsProblem = kept(subscription.eventsProblem)
    disabledAt = StoredTime(subscription.disabledAt)
    disabledReason = kept(subscription.disabledReason)
    createdAt = StoredTime(subscription.createdAt)
  }

  /// Counting characters takes time, and no text has more of them than bytes.
  private static func beginning(of text: String, _ most: Int) -> String {
    text.utf8.count <= most ? text : String(text.prefix(most))
  }

  /// The same definition always gives the same text.
  var text: String { plainText ?? encodedText }

  /// Without an encoder, which would take longer than all else of a list; nil where a text needs escapes.
  var plainText: String? {
    var json = PlainJSON()
    json.add("createdAt", createdAt)
    json.add("disabledAt", disabledAt)
    json.add("disabledReason", disabledReason)
    json.add("events", events)
    json.add("eventsProblem", eventsProblem)
    json.add("isActive", isActive)
    json.add("name", name)
    json.add("nameProblem", nameProblem)
    json.add("url", url)
    return json.text
  }

  var encodedText: String {
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

/// Members of a JSON object whose texts stand as they are.
private struct PlainJSON {
  private var bytes: [UInt8] = []
  private var needsEscapes = false

  /// Nil where a text needs escapes.
  var text: String? { needsEscapes ? nil : "{" + String(decoding: bytes, as: UTF8.self) + "}" }

  mutating func add(_ key: StaticString, _ flag: Bool) {
    begin(key)
    bytes.append(contentsOf: flag ? "true".utf8 : "false".utf8)
  }

  /// What is nil has no member.
  mutating func add(_ key: StaticString, _ value: String?) {
    guard let value else { return }
    begin(key)
    addQuoted(value)
  }

  mutating func add(_ key: StaticString, _ values: [String]) {
    begin(key)
    add("[")
    for (index, value) in values.enumerated() {
      if index > 0 { add(",") }
      addQuoted(value)
    }
    add("]")
  }

  mutating func add(_ key: StaticString, _ time: StoredTime) {
    begin(key)
    switch time {
    case .never: add("null")
    case .absent: add("false")
    case .at(let milliseconds): bytes.append(contentsOf: String(milliseconds).utf8)
    case .unreadable(let raw): addQuoted(raw)
    }
  }

  private mutating func begin(_ key: StaticString) {
    if !bytes.isEmpty { add(",") }
    add("\"")
    add(key)
    add("\":")
  }

  private mutating func addQuoted(_ text: String) {
    // Printable ASCII but for the two that mean something: what an encoder does with others is its own matter.
    add("\"")
    var text = text
    text.withUTF8 { utf8 in
      needsEscapes =
        needsEscapes
        || !utf8.allSatisfy { (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      bytes.append(contentsOf: utf8)
    }
    add("\"")
  }

  private mutating func add(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
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

  init(_ row: Row) {
    self.init(success: row["success"], failure: row["failure"], updated: row["updated"])
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
