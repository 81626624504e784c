import TerminalUI

extension InputDecoder {
  /// `CSI`: parameters, then one letter or sign that ends it.
  static func control(_ bytes: ArraySlice<UInt8>) -> Step? {
    let body = bytes.dropFirst(2)
    guard let first = body.first else { return nil }
    if first == UInt8(ascii: "[") {
      return body.dropFirst().first.map { .key(KeySequences.key(console: $0), 4) }
    }
    // The oldest mouse report: three bytes of any value follow.
    if first == UInt8(ascii: "M") { return bytes.count < 6 ? nil : .key(nil, 6) }

    let parameters = body.prefix { 0x30...0x3F ~= $0 }
    let rest = body.dropFirst(parameters.count)
    // Some terminals end the sequence of a key pressed with Shift with a sign that elsewhere is not the last.
    if rest.first == UInt8(ascii: "$"), parameters.first != UInt8(ascii: "?") {
      return .key(nil, 3 + parameters.count)
    }
    let intermediates = rest.prefix { 0x20...0x2F ~= $0 }
    let before = 2 + parameters.count + intermediates.count
    guard let last = rest.dropFirst(intermediates.count).first else {
      return bytes.count > maxControlSequenceLength ? .key(nil, bytes.count) : nil
    }
    // Not a sequence: its bytes so far are dropped, and this byte begins something new.
    guard 0x40...0x7E ~= last else { return .key(nil, before) }
    guard intermediates.isEmpty else { return .key(nil, before + 1) }
    if parameters.elementsEqual("200".utf8), last == UInt8(ascii: "~") {
      return Step(meaning: .pasteBegins, length: before + 1)
    }
    if parameters.first == UInt8(ascii: "<") {
      return Step(meaning: mouse(parameters, last).map { .event(.mouse($0)) } ?? .nothing, length: before + 1)
    }
    if last == UInt8(ascii: "n"), parameters.elementsEqual("0".utf8) || parameters.elementsEqual("3".utf8) {
      return Step(meaning: .statusAnswer, length: before + 1)
    }
    return .key(key(parameters, last), before + 1)
  }

  private static let maxControlSequenceLength = 128

  /// Whether a byte that comes late belongs to the beginning of a report rather than to a key press. Nobody types the
  /// beginning of a report, and what ends one is known.
  static func continues(_ beginning: [UInt8], with byte: UInt8) -> Bool {
    guard beginning.starts(with: [0x1B, UInt8(ascii: "[")]) else { return false }
    let parameters = beginning.dropFirst(2).prefix { 0x30...0x3F ~= $0 }
    let intermediates = beginning.dropFirst(2 + parameters.count)
    guard intermediates.isEmpty else { return intermediates.allSatisfy { 0x20...0x2F ~= $0 } && 0x40...0x7E ~= byte }
    guard let first = parameters.first else { return byte == UInt8(ascii: "<") || byte == UInt8(ascii: "?") }
    if 0x30...0x3F ~= byte { return true }
    return switch first {
    case UInt8(ascii: "<"): "Mm".utf8.contains(byte)
    case UInt8(ascii: "?"), UInt8(ascii: ">"): "cnyuRS$".utf8.contains(byte)
    default: "nRtu~".utf8.contains(byte)
    }
  }

  /// Keys with Shift, Alt or Ctrl are other keys, which hooktop does not use.
  private static func key(_ parameters: ArraySlice<UInt8>, _ last: UInt8) -> Key? {
    let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { $0.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map { Int(decoding: $0) } }
    let numbers = fields.map { $0.first.flatMap(\.self) }
    if last == UInt8(ascii: "u") { return encoded(fields[0], modifiers: fields.dropFirst().first) }
    // The form of xterm's modifyOtherKeys.
    if last == UInt8(ascii: "~"), numbers.first == 27, fields.count == 3 {
      return encoded(fields[2], modifiers: fields[1])
    }
    guard fields.count <= 2, Modifiers(fields.dropFirst().first)?.isEmpty ?? false else { return nil }
    let number = numbers.first.flatMap(\.self)
    if last == UInt8(ascii: "~") { return number.flatMap { KeySequences.key(number: $0) } }
    return parameters.isEmpty || number == 1 ? KeySequences.key(letter: last) : nil
  }

  /// A key by the number of its character, as terminals send it that tell all keys apart.
  /// - Parameter character: the number, and after it that of the character with Shift where the terminal tells it.
  private static func encoded(_ character: [Int?], modifiers: [Int?]?) -> Key? {
    guard let modifiers = Modifiers(modifiers), modifiers.isSubset(of: [.shift, .control]),
      let code = character.first?.flatMap({ UInt32(exactly: $0) }), let scalar = Unicode.Scalar(code)
    else { return nil }
    switch code {
    case 9: return modifiers.contains(.control) ? nil : modifiers.contains(.shift) ? .backTab : .tab
    case 13: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    default: break
    }
    if modifiers.contains(.control) { return scalar.isASCII ? control(scalar) : nil }
    guard code > 0x20 || scalar == " ", ![.control, .privateUse].contains(scalar.properties.generalCategory)
    else { return nil }
    guard modifiers.contains(.shift) else { return .character(Character(scalar)) }
    if let shifted = character.dropFirst().first.flatMap(\.self).flatMap({ UInt32(exactly: $0) }) {
      return Unicode.Scalar(shifted).map { .character(Character($0)) }
    }
    let upper = scalar.properties.uppercaseMapping
    return upper.count == 1 ? .character(Character(upper)) : .character(Character(scalar))
  }

  /// The same key as the byte that Ctrl with this character has been since ever: Ctrl-I is Tab.
  private static func control(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar {
    case "a"..."z", "A"..."Z":
      guard case .event(.key(let key)) = step([UInt8(scalar.value & 0x1F)], KeySequences())?.meaning else { return nil }
      return key
    case "[": return .escape
    default: return nil
    }
  }
}

/// The keys that are held with another one.
private struct Modifiers: OptionSet {
  let rawValue: Int
  static let shift = Modifiers(rawValue: 1)
  static let control = Modifiers(rawValue: 4)
  /// Caps Lock and Num Lock.
  private static let locks = 64 | 128

  init(rawValue: Int) { self.rawValue = rawValue }

  /// - Parameter field: their number plus 1, and after it 3 if the key was released. None for nil.
  /// - Returns: nil for a released key, and for what is no such field.
  init?(_ field: [Int?]?) {
    guard let field else {
      self.init(rawValue: 0)
      return
    }
    guard let number = field.first.flatMap(\.self), number > 0, field.dropFirst().first.flatMap(\.self) != 3
    else { return nil }
    self.init(rawValue: (number - 1) & ~Self.locks)
  }
}

extension Int {
  fileprivate init?(decoding digits: ArraySlice<UInt8>) { self.init(String(decoding: digits, as: UTF8.self)) }
}

extension InputDecoder {
  /// `CSI < button ; column ; row M` reports a press, `m` a release. Only the first button and the wheel mean something,
  /// and only without Shift, Alt and Ctrl: the terminal may use those itself.
  static func mouse(_ parameters: ArraySlice<UInt8>, _ last: UInt8) -> MouseEvent? {
    let numbers = parameters.dropFirst().split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
    guard last == UInt8(ascii: "M"), numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    let at = Frame.Position(column: numbers[1] - 1, row: numbers[2] - 1)
    return switch numbers[0] {
    case 0: .press(at)
    case 64: .scroll(-1, at)
    case 65: .scroll(1, at)
    default: nil
    }
  }
}
