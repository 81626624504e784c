/// The bytes between the marks of a bracketed paste.
struct PasteCollector {
  private static let endMark: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
  private var content: [UInt8] = []
  /// Bytes of the end mark seen just now.
  private var matched = 0

  /// - Returns: whether the paste ended with this byte.
  mutating func add(_ byte: UInt8) -> Bool {
    if byte == Self.endMark[matched] {
      matched += 1
      return matched == Self.endMark.count
    }
    // The mark's first byte does not come again in it, so what matched so far was content.
    for byte in Self.endMark[..<matched] { keep(byte) }
    matched = byte == Self.endMark[0] ? 1 : 0
    if matched == 0 { keep(byte) }
    return false
  }

  /// With the line ends of text: terminals send a carriage return for each.
  var text: String {
    // Also used for a paste cut off at its limit, hence the repair of a cut character.
    String(decoding: content, as: UTF8.self)
      .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  private mutating func keep(_ byte: UInt8) {
    if content.count < InputDecoder.longestPaste { content.append(byte) }
  }
}
