public import struct Foundation.Decimal

/// A JSON document that keeps the order of its keys: for what programs print, and for parts of a response that are sent
/// back unchanged.
public indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// Decimal, so that no digit of a long number is lost.
  case number(Decimal)
  case string(String)
  case array([JSONValue])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  public init(_ text: String?) {
    self = text.map { .string($0) } ?? .null
  }

  public init(_ number: Int?) {
    self = number.map { .int($0) } ?? .null
  }

  public static func int(_ number: Int) -> JSONValue { .number(Decimal(number)) }

  /// Two spaces a level and a newline at the end. Nothing in it can move a cursor or change a direction.
  public var text: String { rendered(indent: "") + "\n" }

  /// Without blanks.
  public var compactText: String {
    switch self {
    case .null, .bool, .number, .string: rendered(indent: "")
    case .array(let elements): "[" + elements.map(\.compactText).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { Self.quoted($0.key) + ":" + $0.value.compactText }.joined(separator: ",") + "}"
    }
  }

  private func rendered(indent: String) -> String {
    switch self {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .number(let value): "\(value)"
    case .string(let value): Self.quoted(value)
    case .array(let elements):
      Self.block("[", elements.map { $0.rendered(indent: indent + "  ") }, "]", indent)
    case .object(let members):
      Self.block(
        "{", members.map { Self.quoted($0.key) + ": " + $0.value.rendered(indent: indent + "  ") }, "}", indent)
    }
  }

  private static func block(_ open: String, _ lines: [String], _ close: String, _ indent: String) -> String {
    if lines.isEmpty { return open + close }
    let inner = lines.map { indent + "  " + $0 }.joined(separator: ",\n")
    return "\(open)\n\(inner)\n\(indent)\(close)"
  }

  /// A string as JSON writes it. TOML reads it as well.
  public static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        if mustEscape(scalar) {
          for unit in String(scalar).utf16 { result += "\\u" + hexadecimal(unit) }
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }

  /// The same value for a JSON reader, harmless for a terminal.
  private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
    default: false
    }
  }

  private static func hexadecimal(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension JSONValue: Decodable {
  /// Keys in alphabetical order, because a decoder keeps no other.
  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Decimal.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSONValue].self) {
      self = .array(array)
    } else {
      let object = try value.decode([String: JSONValue].self)
      self = .object(object.sorted { $0.key < $1.key }.map { Member($0.key, $0.value) })
    }
  }
}
