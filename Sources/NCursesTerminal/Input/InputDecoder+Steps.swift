import TerminalUI

extension InputDecoder {
  /// The meaning of the first bytes, and how many they are.
  struct Step {
    enum Meaning {
      case event(TerminalEvent)
      case nothing
      case pasteBegins
      /// The terminal has done all that was sent before the question for its status.
      case statusAnswer
    }

    var meaning: Meaning
    var length: Int

    static func key(_ key: Key?, _ length: Int) -> Step {
      Step(meaning: key.map { .event(.key($0)) } ?? .nothing, length: length)
    }
  }

  /// - Returns: nil when more bytes are needed.
  static func step(_ bytes: ArraySlice<UInt8>, _ sequences: KeySequences) -> Step? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1B: return escape(bytes, sequences)
    case 0x0D: return .key(.enter, 1)
    case 0x09: return .key(.tab, 1)
    case 0x08, 0x7F: return .key(.backspace, 1)
    case 0x01...0x1A: return .key(.control(Character(Unicode.Scalar(first + 0x60))), 1)
    case 0x00..<0x20: return .key(nil, 1)
    case 0x20..<0x7F: return .key(.character(Character(Unicode.Scalar(first))), 1)
    default: return character(bytes)
    }
  }

  /// One character beyond ASCII. Invalid bytes and control characters mean nothing.
  private static func character(_ bytes: ArraySlice<UInt8>) -> Step? {
    let length: Int
    switch bytes[bytes.startIndex] {
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF: length = 3
    case 0xF0...0xF4: length = 4
    default: return .key(nil, 1)
    }
    let whole = bytes.prefix(length)
    let valid = whole.dropFirst().prefix { 0x80...0xBF ~= $0 }.count + 1
    if valid < length { return valid == bytes.count ? nil : .key(nil, valid) }
    guard let text = String(validating: whole, as: UTF8.self), let scalar = text.unicodeScalars.first,
      scalar.properties.generalCategory != .control
    else { return .key(nil, length) }
    return .key(.character(Character(scalar)), length)
  }

  private static func escape(_ bytes: ArraySlice<UInt8>, _ sequences: KeySequences) -> Step? {
    for length in stride(from: min(bytes.count, sequences.maxLength), to: 1, by: -1) {
      if let key = sequences.key(bytes.prefix(length)) { return .key(key, length) }
    }
    guard let second = bytes.dropFirst().first else { return nil }
    switch second {
    case UInt8(ascii: "["): return control(bytes)
    case UInt8(ascii: "O"): return application(bytes)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      return string(bytes)
    case 0x1B: return doubleEscape(bytes, sequences)
    default:
      // Alt with a character: hooktop has no such key.
      return step(bytes.dropFirst(), sequences).map { .key(nil, 1 + $0.length) }
    }
  }

  /// Two escapes are the Esc key twice, unless a key's sequence follows: then it is that key with Alt. What the terminal
  /// reports by itself may come right behind an Esc that was pressed.
  private static func doubleEscape(_ bytes: ArraySlice<UInt8>, _ sequences: KeySequences) -> Step? {
    guard let third = bytes.dropFirst(2).first else { return nil }
    guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else { return .key(.escape, 1) }
    guard let inner = escape(bytes.dropFirst(), sequences) else {
      return isReport(bytes.dropFirst()) ? .key(.escape, 1) : nil
    }
    switch inner.meaning {
    case .pasteBegins, .statusAnswer, .event(.mouse): return .key(.escape, 1)
    default: return isReport(bytes.dropFirst()) ? .key(.escape, 1) : .key(nil, 1 + inner.length)
    }
  }

  /// Whether the bytes begin what no key sends: a report of the mouse, of the focus, or of the terminal itself.
  private static func isReport(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.dropFirst().first == UInt8(ascii: "[") && bytes.dropFirst(2).first.map { "<?>MIO".utf8.contains($0) } ?? false
  }

  /// `SS3`: one letter; some terminals put the number of the modifier keys before it.
  private static func application(_ bytes: ArraySlice<UInt8>) -> Step? {
    let modifiers = bytes.dropFirst(2).prefix { 0x30...0x39 ~= $0 }
    guard let letter = bytes.dropFirst(2 + modifiers.count).first else { return nil }
    guard 0x20..<0x7F ~= letter else { return .key(nil, 2 + modifiers.count) }
    return .key(modifiers.isEmpty ? KeySequences.key(application: letter) : nil, 3 + modifiers.count)
  }

  /// A report up to its end mark, BEL or ST. hooktop asks for none, so it means nothing.
  private static func string(_ bytes: ArraySlice<UInt8>) -> Step? {
    let maxLength = 4_096
    for index in bytes.indices.dropFirst(2) {
      let length = index - bytes.startIndex + 1
      if bytes[index] == 0x07 || length > maxLength { return .key(nil, length) }
      if bytes[index] == UInt8(ascii: "\\"), bytes[index - 1] == 0x1B { return .key(nil, length) }
    }
    return nil
  }
}
