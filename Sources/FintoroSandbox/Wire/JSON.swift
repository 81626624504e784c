import Foundation

/// JSON as this server reads and writes it. Objects keep their order, so that answers are the same bytes every time.
enum JSON: Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// A number that is no integer.
  case number(Double)
  case text(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  static func optional(_ text: String?) -> JSON { text.map(JSON.text) ?? .null }

  /// The value of a key of an object; nil where there is none.
  subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// UTF-8, without spaces.
  var bytes: [UInt8] {
    var writer = JSONWriter()
    writer.write(self)
    return writer.bytes
  }
}

extension JSON {
  /// Nil for what is not JSON. An empty body counts as an empty object, so that it is told which fields are missing.
  init?(parsing bytes: [UInt8]) {
    guard !bytes.isEmpty else {
      self = .object([])
      return
    }
    // The decoder alone would accept a comma behind the last element.
    guard JSONFault(in: bytes) == nil, let parsed = try? JSONDecoder().decode(Parsed.self, from: Data(bytes)) else {
      return nil
    }
    self = parsed.json
  }

  /// Reads any JSON by trying what it can be; kept apart because nothing else here is decoded.
  private struct Parsed: Decodable {
    let json: JSON

    init(from decoder: any Decoder) throws {
      if let object = try? decoder.container(keyedBy: AnyKey.self) {
        // Sorted, because the decoder keeps no order and answers are to be the same bytes every time.
        let keys = object.allKeys.sorted { $0.stringValue < $1.stringValue }
        json = .object(
          try keys.map { (key: $0.stringValue, value: try object.decode(Parsed.self, forKey: $0).json) })
      } else if var array = try? decoder.unkeyedContainer() {
        var elements: [JSON] = []
        while !array.isAtEnd { elements.append(try array.decode(Parsed.self).json) }
        json = .array(elements)
      } else {
        json = try Self.scalar(decoder.singleValueContainer())
      }
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> JSON {
      if container.decodeNil() { return .null }
      if let text = try? container.decode(String.self) { return .text(text) }
      if let value = try? container.decode(Bool.self) { return .bool(value) }
      if let value = try? container.decode(Int.self) { return .integer(value) }
      return .number(try container.decode(Double.self))
    }
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
