/// The text of a JSON document while it is written, as bytes. A list of ten thousand subscriptions is never a value as a
/// whole: each element is made, written and let go.
public struct JSONText {
  let isCompact: Bool
  public private(set) var bytes: [UInt8] = []
  private var level = 0
  /// Whether the object or array that is being written has nothing in it yet.
  private var isEmpty = true

  /// - Parameters:
  ///   - isCompact: without blanks; else two spaces a level.
  ///   - capacity: how many bytes it will have, about.
  public init(isCompact: Bool = false, capacity: Int = 0) {
    self.isCompact = isCompact
    bytes.reserveCapacity(capacity)
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func add(_ value: JSONValue) {
    switch value {
    case .null: add("null")
    case .bool(let value): add(value ? "true" : "false")
    case .int(let value): add(String(value))
    case .number(let value): add("\(value)")
    case .string(let value): addQuoted(value)
    case .array(let elements): addArray { for element in elements { $0.addElement { $0.add(element) } } }
    case .object(let members): addObject { for member in members { $0.addMember(member.key, member.value) } }
    }
  }

  public mutating func addObject(_ members: (inout JSONText) -> Void) { addBlock("{", members, "}") }

  public mutating func addArray(_ elements: (inout JSONText) -> Void) { addBlock("[", elements, "]") }

  /// Of an object.
  public mutating func addMember(_ key: String, _ value: JSONValue) { addMember(key) { $0.add(value) } }

  /// Of an object.
  public mutating func addMember(_ key: String, _ value: (inout JSONText) -> Void) {
    addElement { text in
      text.addQuoted(key)
      text.add(text.isCompact ? ":" : ": ")
      value(&text)
    }
  }

  /// Of an array.
  public mutating func addElement(_ value: (inout JSONText) -> Void) {
    if !isEmpty { add(",") }
    addLine()
    value(&self)
    isEmpty = false
  }

  /// The last line break of what is printed.
  public mutating func end() { add("\n") }

  private mutating func addBlock(_ open: StaticString, _ add: (inout JSONText) -> Void, _ close: StaticString) {
    self.add(open)
    level += 1
    isEmpty = true
    add(&self)
    level -= 1
    if !isEmpty { addLine() }
    isEmpty = false
    self.add(close)
  }

  /// Two spaces a level.
  private mutating func addLine() {
    guard !isCompact else { return }
    add("\n")
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
  }

  mutating func addQuoted(_ text: String) {
    add("\"")
    var text = text
    // As one run of bytes, which is far quicker to go through than the text's own view of them.
    if text.withUTF8({ $0.allSatisfy(Self.isPlain) }) {
      add(text)
    } else {
      for scalar in text.unicodeScalars { addEscaped(scalar) }
    }
    add("\"")
  }

  /// Printable ASCII that means itself.
  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func addEscaped(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": add("\\\"")
    case "\\": add("\\\\")
    case "\n": add("\\n")
    case "\t": add("\\t")
    case "\r": add("\\r")
    default:
      if scalar.isASCII, Self.isPlain(UInt8(scalar.value)) { return bytes.append(UInt8(scalar.value)) }
      guard Self.mustEscape(scalar) else { return bytes.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
      for unit in String(scalar).utf16 { addHexadecimal(unit) }
    }
  }

  /// The same value for a JSON reader, harmless for a terminal.
  private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    // Asking for the category of each character takes longer than all else.
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate: true
    default: false
    }
  }

  private mutating func addHexadecimal(_ unit: UInt16) {
    let digits = String(unit, radix: 16)
    add("\\u")
    bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: 4 - digits.count))
    add(digits)
  }

  private mutating func add(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes.append(contentsOf: $0) }
  }
}
