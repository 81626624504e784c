/// The bytes between the marks of a bracketed paste.
struct PasteCollector {
  private static let endMark: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
  private var content: [UInt8] = []
  /// Bytes of the end mark seen just now.
  private var matched = 0

  /// - Returns: the index behind the end mark, nil as long as it has not come.
  mutating func add(_ bytes: ArraySlice<UInt8>) -> Int? {
    var rest = bytes
    while let byte = rest.popFirst() {
      if byte == Self.endMark[matched] {
        matched += 1
        if matched == Self.endMark.count { return rest.startIndex }
        continue
      }
      // The mark's first byte does not come again in it, so what matched so far was content.
      keep(Self.endMark[..<matched])
      matched = 0
      if byte == Self.endMark[0] {
        matched = 1
      } else {
        let end = rest.firstIndex(of: Self.endMark[0]) ?? rest.endIndex
        keep(bytes[(rest.startIndex - 1)..<end])
        rest = rest[end...]
      }
    }
    return nil
  }

  /// With the line ends of text: terminals send a carriage return for each.
  var text: String {
    // Also used for a paste cut off at its limit, hence the repair of a cut character.
    String(decoding: content, as: UTF8.self)
      .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    content.append(contentsOf: bytes.prefix(InputDecoder.maxPasteLength - content.count))
  }
}
