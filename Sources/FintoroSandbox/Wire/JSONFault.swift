/// Where bytes stop being JSON (RFC 8259). Foundation's readers tell the place in words alone, and its decoder accepts a
/// comma behind the last element.
enum JSONFault: Hashable, Sendable {
  /// The byte at this offset cannot stand there.
  case unexpected(at: Int)
  /// The bytes end in the middle.
  case cut

  /// The first fault; nil for JSON.
  init?(in bytes: some Collection<UInt8>) {
    var scanner = JSONScanner(bytes: Array(bytes))
    do throws(JSONFault) {
      try scanner.scan()
      return nil
    } catch {
      self = error
    }
  }
}

extension JSONFault: Error {}

/// Walks through JSON without keeping any of it. What is open is a list, so that no nesting is too deep.
private struct JSONScanner {
  private enum Expected {
    case value, valueOrEnd, key, keyOrEnd, colon, commaOrEnd, nothing
  }

  let bytes: [UInt8]
  private var at = 0
  private var expected = Expected.value
  /// The ends of the objects and arrays that are open, innermost last.
  private var ends: [UInt8] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func scan() throws(JSONFault) {
    while let byte = nextByte() { try take(byte) }
    if case .nothing = expected { return }
    throw .cut
  }

  /// The next byte that is no blank; nil at the end.
  private mutating func nextByte() -> UInt8? {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    return at < bytes.count ? bytes[at] : nil
  }

  private mutating func take(_ byte: UInt8) throws(JSONFault) {
    switch (expected, byte) {
    case (.valueOrEnd, UInt8(ascii: "]")), (.keyOrEnd, UInt8(ascii: "}")): close()
    case (.value, _), (.valueOrEnd, _): try value(byte)
    case (.key, UInt8(ascii: "\"")), (.keyOrEnd, UInt8(ascii: "\"")):
      try text()
      expected = .colon
    case (.colon, UInt8(ascii: ":")):
      at += 1
      expected = .value
    case (.commaOrEnd, UInt8(ascii: ",")):
      at += 1
      expected = ends.last == UInt8(ascii: "}") ? .key : .value
    case (.commaOrEnd, _) where byte == ends.last: close()
    default: throw .unexpected(at: at)
    }
  }

  private mutating func close() {
    at += 1
    ends.removeLast()
    valueEnded()
  }

  private mutating func valueEnded() { expected = ends.isEmpty ? .nothing : .commaOrEnd }

  private mutating func value(_ byte: UInt8) throws(JSONFault) {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      at += 1
      // Behind both brackets of ASCII, their ends come two places later.
      ends.append(byte + 2)
      expected = byte == UInt8(ascii: "{") ? .keyOrEnd : .valueOrEnd
      return
    case UInt8(ascii: "\""): try text()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    default: try number()
    }
    valueEnded()
  }

  private mutating func word(_ word: StaticString) throws(JSONFault) {
    for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) { try expect(byte) }
  }

  private mutating func expect(_ byte: UInt8) throws(JSONFault) {
    guard try current() == byte else { throw .unexpected(at: at) }
    at += 1
  }

  private func current() throws(JSONFault) -> UInt8 {
    guard at < bytes.count else { throw .cut }
    return bytes[at]
  }

  private mutating func number() throws(JSONFault) {
    if try current() == UInt8(ascii: "-") { at += 1 }
    if try current() == UInt8(ascii: "0") {
      at += 1
    } else {
      try digits()
    }
    if has(".") { try digits() }
    if has("e") || has("E") {
      if !has("+") { _ = has("-") }
      try digits()
    }
  }

  /// Passes over a byte where it stands next.
  private mutating func has(_ byte: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: byte) else { return false }
    at += 1
    return true
  }

  /// At least one.
  private mutating func digits() throws(JSONFault) {
    guard (0x30...0x39).contains(try current()) else { throw .unexpected(at: at) }
    while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
  }

  private mutating func text() throws(JSONFault) {
    try expect(UInt8(ascii: "\""))
    while true {
      switch try current() {
      case UInt8(ascii: "\""):
        at += 1
        return
      case UInt8(ascii: "\\"): try escape()
      case 0..<0x20: throw .unexpected(at: at)
      case 0x80...: try scalar()
      default: at += 1
      }
    }
  }

  private mutating func escape() throws(JSONFault) {
    at += 1
    let byte = try current()
    guard "\"\\/bfnrtu".utf8.contains(byte) else { throw .unexpected(at: at) }
    at += 1
    guard byte == UInt8(ascii: "u") else { return }
    for _ in 0..<4 {
      guard Character(Unicode.Scalar(try current())).isHexDigit else { throw .unexpected(at: at) }
      at += 1
    }
  }

  /// One scalar of more than a byte in UTF-8.
  private mutating func scalar() throws(JSONFault) {
    var rest = bytes[at...].prefix(4).makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    switch parser.parseScalar(from: &rest) {
    case .valid(let encoded): at += encoded.count
    case .error, .emptyInput:
      // A scalar that the end cuts is no wrong byte.
      throw bytes.count - at < 4 && isBeginning(bytes[at...]) ? .cut : .unexpected(at: at)
    }
  }

  /// Whether bytes are the beginning of a scalar and not all of it.
  private func isBeginning(_ bytes: ArraySlice<UInt8>) -> Bool {
    let length =
      switch bytes.first ?? 0 {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    return bytes.count < length && bytes.dropFirst().allSatisfy { (0x80...0xBF).contains($0) }
  }
}
