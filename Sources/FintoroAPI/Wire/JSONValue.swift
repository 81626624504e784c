public import struct Foundation.Decimal

/// A JSON document that keeps the order of its keys: for what programs print, and for parts of a response that are sent
/// back unchanged.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  /// One that is no whole number, or too long for one: decimal, so that no digit is lost.
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

  /// Two spaces a level and a newline at the end. Nothing in it can move a cursor or change a direction.
  public var text: String {
    var text = JSONText(isCompact: false)
    text.add(self)
    text.end()
    return text.text
  }

  /// Without blanks.
  public var compactText: String {
    var text = JSONText(isCompact: true)
    text.add(self)
    return text.text
  }

  /// A string as JSON writes it. TOML reads it as well.
  public static func quoted(_ text: String) -> String {
    var quoted = JSONText(isCompact: true)
    quoted.addQuoted(text)
    return quoted.text
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
    } else if let number = try? value.decode(Int.self) {
      self = .int(number)
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
