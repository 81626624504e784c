/// The text of a JSON document while it is written, as bytes: a list of ten thousand subscriptions has many of them.
struct JSONText {
  let isCompact: Bool
  private var bytes: [UInt8] = []
  private var level = 0

  init(isCompact: Bool) {
    self.isCompact = isCompact
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func add(_ value: JSONValue) {
    switch value {
    case .null: add("null")
    case .bool(let value): add(value ? "true" : "false")
    case .number(let value): add("\(value)")
    case .string(let value): addQuoted(value)
    case .array(let elements): addBlock("[", elements, "]") { $0.add($1) }
    case .object(let members):
      addBlock("{", members, "}") { text, member in
        text.addQuoted(member.key)
        text.add(text.isCompact ? ":" : ": ")
        text.add(member.value)
      }
    }
  }

  private mutating func addBlock<Element>(
    _ open: StaticString, _ elements: [Element], _ close: StaticString, _ add: (inout JSONText, Element) -> Void
  ) {
    self.add(open)
    level += 1
    for (index, element) in elements.enumerated() {
      if index > 0 { self.add(",") }
      addLine()
      add(&self, element)
    }
    level -= 1
    if !elements.isEmpty { addLine() }
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
    let utf8 = text.utf8
    if utf8.allSatisfy(Self.isPlain) {
      bytes.append(contentsOf: utf8)
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

  private mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
