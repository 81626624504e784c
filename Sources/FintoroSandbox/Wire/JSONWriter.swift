/// Writes JSON into bytes: UTF-8, without spaces. Long lists are written without a tree in between.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  /// Whether the open object or array has a value before the next one.
  private var needsComma = false

  init(capacity: Int = 0) {
    bytes.reserveCapacity(capacity)
  }

  // MARK: Objects and arrays

  mutating func object(_ body: (inout JSONWriter) -> Void) {
    open("{")
    body(&self)
    close("}")
  }

  mutating func array<Element>(_ elements: some Sequence<Element>, _ body: (inout JSONWriter, Element) -> Void) {
    open("[")
    for element in elements { body(&self, element) }
    close("]")
  }

  /// The name of the value that is written next.
  mutating func key(_ name: String) {
    text(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  // MARK: Values

  mutating func null() { raw("null") }

  mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  mutating func integer(_ value: Int) { raw(String(value)) }

  mutating func number(_ value: Double) { raw(value.isFinite ? "\(value)" : "null") }

  mutating func text(_ text: String?) {
    guard var text else { return null() }
    comma()
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { escaped($0) }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func write(_ json: JSON) {
    switch json {
    case .null: null()
    case .bool(let value): bool(value)
    case .integer(let value): integer(value)
    case .number(let value): number(value)
    case .text(let value): text(value)
    case .array(let elements): array(elements) { $0.write($1) }
    case .object(let members):
      object { writer in
        for member in members {
          writer.key(member.key)
          writer.write(member.value)
        }
      }
    }
  }

  // MARK: Bytes

  private mutating func open(_ bracket: Unicode.Scalar) {
    comma()
    bytes.append(UInt8(ascii: bracket))
    needsComma = false
  }

  private mutating func close(_ bracket: Unicode.Scalar) {
    bytes.append(UInt8(ascii: bracket))
    needsComma = true
  }

  private mutating func comma() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func raw(_ text: String) {
    comma()
    bytes += text.utf8
  }

  /// Copies runs that need no escape at once: most texts are one run.
  private mutating func escaped(_ text: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for (index, byte) in text.enumerated() where byte < 0x20 || byte == 0x22 || byte == 0x5C {
      bytes += text[start..<index]
      start = index + 1
      if byte < 0x20 {
        let digits = String(byte, radix: 16)
        bytes += ("\\u00" + (digits.count < 2 ? "0" : "") + digits).utf8
      } else {
        bytes += [0x5C, byte]
      }
    }
    bytes += text[start...]
  }
}
