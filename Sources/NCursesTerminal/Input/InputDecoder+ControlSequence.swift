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
    return .key(key(parameters, last), before + 1)
  }

  private static let maxControlSequenceLength = 128

  /// Keys with Shift, Alt or Ctrl are other keys, which hooktop does not use.
  private static func key(_ parameters: ArraySlice<UInt8>, _ last: UInt8) -> Key? {
    let numbers = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      .map { Int(String(decoding: $0, as: UTF8.self)) }
    guard numbers.count <= 2, numbers.dropFirst().allSatisfy({ $0 == 1 }) else { return nil }
    if last == UInt8(ascii: "~") { return numbers.first.flatMap { $0 }.flatMap { KeySequences.key(number: $0) } }
    return parameters.isEmpty || numbers.first == 1 ? KeySequences.key(letter: last) : nil
  }
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
