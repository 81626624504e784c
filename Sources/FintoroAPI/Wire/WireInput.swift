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
    let members = others.map { "," + WireJSON.quoted($0.name) + ":" + $0.json }
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
        guard let value = try? object.decode(WireJSON.self, forKey: name) else { return nil }
        return UnknownField(name: name.stringValue, json: value.text)
      }
  }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// Any JSON value, for parts of a response that are sent back unchanged.
enum WireJSON: Codable, Hashable {
  case null
  case bool(Bool)
  /// Decimal, so that no digit of a long number is lost.
  case number(Decimal)
  case string(String)
  case array([WireJSON])
  case object([String: WireJSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Decimal.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([WireJSON].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: WireJSON].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var value = encoder.singleValueContainer()
    switch self {
    case .null: try value.encodeNil()
    case .bool(let bool): try value.encode(bool)
    case .number(let number): try value.encode(number)
    case .string(let string): try value.encode(string)
    case .array(let array): try value.encode(array)
    case .object(let object): try value.encode(object)
    }
  }

  /// Compact, keys in alphabetical order.
  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    } catch {
      preconditionFailure("a JSON value always has a JSON form: \(error)")
    }
  }

  static func quoted(_ text: String) -> String { WireJSON.string(text).text }
}
