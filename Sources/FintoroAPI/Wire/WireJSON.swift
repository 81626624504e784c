import Foundation

/// Any JSON value, for parts of an answer that go back as they came.
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
