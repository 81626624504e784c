import FintoroWebhooks
import Foundation

/// What create and update send.
struct WireInput: Codable {
  let name: String?
  let url: String
  let isActive: Bool
  let subscribedEvents: [String]

  /// Compact JSON, keys in alphabetical order. `name` is always there: null clears it on update.
  static func bytes(of input: SubscriptionInput) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let wire = WireInput(
      name: input.name, url: input.url, isActive: input.isActive,
      subscribedEvents: input.subscribedEvents.map(\.rawValue))
    do {
      return [UInt8](try encoder.encode(wire))
    } catch {
      preconditionFailure("texts and a boolean always have a JSON form: \(error)")
    }
  }

  /// The same, followed by the fields that this version does not know, as they were received.
  static func bytes(of input: SubscriptionInput, keeping others: [UnknownField]) -> [UInt8] {
    let bytes = bytes(of: input)
    guard !others.isEmpty, bytes.last == UInt8(ascii: "}") else { return bytes }
    let members = others.map { "," + JSONValue.quoted($0.name) + ":" + $0.json }
    return bytes.dropLast() + Array(members.joined().utf8) + [UInt8(ascii: "}")]
  }

  /// The input that the bytes were made from; nil for any other bytes.
  static func input(in bytes: [UInt8]) -> SubscriptionInput? {
    guard let wire = try? JSONDecoder().decode(WireInput.self, from: Data(bytes)) else { return nil }
    return SubscriptionInput(
      name: wire.name, url: wire.url, isActive: wire.isActive,
      subscribedEvents: wire.subscribedEvents.map(EventType.init(rawValue:)))
  }

  func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(name, forKey: .name)
    try fields.encode(url, forKey: .url)
    try fields.encode(isActive, forKey: .isActive)
    try fields.encode(subscribedEvents, forKey: .subscribedEvents)
  }
}

/// The fields of a subscription's JSON that the contract does not have.
struct WireUnknownFields: Decodable {
  let fields: [UnknownField]

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Name.self)
    fields = object.allKeys
      // A secret does not belong here. If one comes all the same, it is not kept.
      .filter { WireSubscription.CodingKeys(rawValue: $0.stringValue) == nil && $0.stringValue != "plainTextSecret" }
      .sorted { $0.stringValue < $1.stringValue }
      .compactMap { name in
        guard let value = try? object.decode(JSONValue.self, forKey: name) else { return nil }
        return UnknownField(name: name.stringValue, json: value.compactText)
      }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
