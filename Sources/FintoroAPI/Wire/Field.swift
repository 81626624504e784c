/// One key of a JSON object as it came. Reading it never throws: one bad value must not hide the rest.
enum Field<Value> {
  case absent
  case null
  case value(Value)
  case wrong(JSONShape)

  var value: Value? {
    if case .value(let value) = self { value } else { nil }
  }

  /// What is wrong with a key that must hold a value; nil if nothing is.
  func problem(_ name: String, expected: String) -> String? {
    switch self {
    case .absent: "`\(name)` is missing"
    case .null: "`\(name)` is null; \(expected) was expected"
    case .wrong(let shape): "`\(name)` is \(shape.words); \(expected) was expected"
    case .value: nil
    }
  }

  /// The same for a key that may be absent or null.
  func optionalProblem(_ name: String, expected: String) -> String? {
    if case .wrong = self { problem(name, expected: "\(expected) or null") } else { nil }
  }
}

/// A JSON value of an unexpected type.
enum JSONShape: Hashable {
  case boolean(Bool)
  case number(String)
  case text
  case array
  case object
  /// Text with escapes that are not Unicode, or a number that no type can hold.
  case damaged

  var words: String {
    switch self {
    case .boolean(let value): String(value)
    case .number: "a number"
    case .text: "text"
    case .array: "an array"
    case .object: "an object"
    case .damaged: "damaged"
    }
  }

  /// The value as received; of arrays and objects only the brackets.
  var raw: String {
    switch self {
    case .boolean(let value): String(value)
    case .number(let text): text
    case .text: "\"…\""
    case .array: "[…]"
    case .object: "{…}"
    case .damaged: "…"
    }
  }
}

extension KeyedDecodingContainer {
  // The decoder is faster for each of these types than for a generic one: it saves a fifth of the time of a long list.

  func field(_ key: Key) -> Field<String> { field(key) { try decodeIfPresent(String.self, forKey: key) } }
  func field(_ key: Key) -> Field<Int> { field(key) { try decodeIfPresent(Int.self, forKey: key) } }
  func field(_ key: Key) -> Field<Bool> { field(key) { try decodeIfPresent(Bool.self, forKey: key) } }

  func field(_ key: Key) -> Field<[String]> {
    field(key) {
      guard contains(key), try !decodeNil(forKey: key) else { return nil }
      var elements = try nestedUnkeyedContainer(forKey: key)
      var texts: [String] = []
      while !elements.isAtEnd { texts.append(try elements.decode(String.self)) }
      return texts
    }
  }

  func field<Value: Decodable>(_ key: Key, as type: Value.Type) -> Field<Value> {
    field(key) { try decodeIfPresent(type, forKey: key) }
  }

  /// The common path throws nothing: errors are slow, and a list may have 50,000 fields.
  private func field<Value>(_ key: Key, _ decode: () throws -> Value?) -> Field<Value> {
    do {
      if let value = try decode() { return .value(value) }
      return contains(key) ? .null : .absent
    } catch {
      return .wrong(shape(key))
    }
  }

  /// A key that is known to hold no array.
  func noList<Element>(_ key: Key) -> Field<[Element]> {
    guard contains(key) else { return .absent }
    return (try? decodeNil(forKey: key)) == true ? .null : .wrong(shape(key))
  }

  private func shape(_ key: Key) -> JSONShape {
    if let value = try? decode(Bool.self, forKey: key) { return .boolean(value) }
    if let value = try? decode(Int.self, forKey: key) { return .number(String(value)) }
    if let value = try? decode(Double.self, forKey: key) { return .number(String(value)) }
    if (try? nestedUnkeyedContainer(forKey: key)) != nil { return .array }
    if (try? nestedContainer(keyedBy: AnyKey.self, forKey: key)) != nil { return .object }
    return (try? decode(String.self, forKey: key)) != nil ? .text : .damaged
  }
}

/// Any key of an object.
struct AnyKey: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) {
    self.stringValue = stringValue
  }

  init?(intValue: Int) {
    return nil
  }
}
