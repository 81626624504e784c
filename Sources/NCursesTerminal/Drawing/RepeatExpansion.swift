/// Writes repeated characters out. Where the locale is not UTF-8, ncurses sends a character once and then REP with a
/// number. Some terminals, mosh among them, do not know REP: cells would keep what stood there before.
enum RepeatExpansion {
  /// Characters of a row that ncurses repeats at the most.
  private static let maxCount = 1_000

  /// - Parameter bytes: whole output of ncurses. `CSI number b` in it repeats the byte before it.
  static func expanded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let start = rest.firstIndex(of: 0x1B) {
      result += rest[..<start]
      rest = rest[start...]
      let digits = rest.dropFirst(2).prefix { 0x30...0x39 ~= $0 }
      if rest.dropFirst().first == UInt8(ascii: "["), rest[digits.endIndex...].first == UInt8(ascii: "b"),
        let count = Int(String(decoding: digits, as: UTF8.self)), let character = result.last, character >= 0x20
      {
        result += [UInt8](repeating: character, count: min(count, maxCount))
        rest = rest[(digits.endIndex + 1)...]
      } else {
        result.append(0x1B)
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
