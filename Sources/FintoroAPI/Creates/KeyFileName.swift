import FintoroWebhooks

/// The name of a key's file: letters, digits and hyphens stand for themselves, every other byte as `%XX`.
enum KeyFileName {
  static let suffix = ".jsonl"
  /// As many characters as a header's value should have; longer keys are refused.
  static let maxKeyLength = 255

  static func of(_ key: IdempotencyKey) -> String {
    let encoded = key.rawValue.utf8.map { byte in
      isPlain(byte)
        ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
    // File systems take 255 bytes. Two long keys with one name would only mean that the second is refused as taken.
    return (encoded.count <= 200 ? encoded : encoded.prefix(160) + "~" + digest(key)) + suffix
  }

  /// A key goes into a header: visible ASCII only.
  static func check(_ key: IdempotencyKey) throws(JournalProblem) {
    let text = key.rawValue.unicodeScalars
    guard !text.isEmpty, text.count <= maxKeyLength, text.allSatisfy({ (0x21...0x7E).contains($0.value) }) else {
      throw JournalProblem(
        .unusableKey, "the idempotency key must be 1 to \(maxKeyLength) visible ASCII characters without spaces")
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// FNV-1a, 64 bits: it need not be hard to invert, only short and the same on every run.
  private static func digest(_ key: IdempotencyKey) -> String {
    String(key.rawValue.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }, radix: 16)
  }
}
