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

  /// The same with fields behind that this version does not know, as they were received.
  static func bytes(of input: SubscriptionInput, keeping others: [UnknownField]) -> [UInt8] {
    let bytes = bytes(of: input)
    guard !others.isEmpty, bytes.last == UInt8(ascii: "}") else { return bytes }
    let members = others.map { "," + WireJSON.quoted($0.name) + ":" + $0.json }
    return bytes.dropLast() + Array(members.joined().utf8) + [UInt8(ascii: "}")]
  }

  /// The input that bytes made here stand for; nil for any others.
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
