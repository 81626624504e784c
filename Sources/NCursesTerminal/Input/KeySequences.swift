import TerminalUI

/// Which bytes a terminal sends for which key: first terminfo's sequences for this terminal, then one table for the xterm,
/// rxvt, PuTTY, screen and Linux families.
struct KeySequences: Sendable {
  private var exact: [[UInt8]: Key] = [:]
  /// The length of the longest sequence from terminfo, in bytes.
  private(set) var maxLength = 0

  /// - Parameter terminfo: sequences of this terminal; those that do not begin with an escape are left out, because
  ///   single bytes mean the same on every terminal.
  init(terminfo: [(bytes: [UInt8], key: Key)] = []) {
    for (bytes, key) in terminfo where bytes.count > 1 && bytes.first == 0x1B {
      exact[bytes] = key
      maxLength = max(maxLength, bytes.count)
    }
  }

  /// The key of a whole sequence of this terminal.
  func key(_ bytes: ArraySlice<UInt8>) -> Key? {
    bytes.count <= maxLength ? exact[Array(bytes)] : nil
  }

  /// `CSI number ~`
  static func key(number: Int) -> Key? { numbered[number] }
  /// `CSI letter`
  static func key(letter: UInt8) -> Key? { lettered[letter] }
  /// `SS3 letter`: the cursor and number keys in application mode.
  static func key(application letter: UInt8) -> Key? { application[letter] ?? lettered[letter] }
  /// `CSI [ letter`: the Linux console's first function keys.
  static func key(console letter: UInt8) -> Key? {
    (0x41...0x45).contains(letter) ? .function(Int(letter - 0x40)) : nil
  }

  private static let numbered: [Int: Key] = [
    1: .home, 7: .home, 4: .end, 8: .end, 3: .delete, 5: .pageUp, 6: .pageDown,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]

  private static let lettered: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backTab,
    UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
    UInt8(ascii: "S"): .function(4),
  ]

  private static let application: [UInt8: Key] = {
    var keys: [UInt8: Key] = [UInt8(ascii: "M"): .enter, UInt8(ascii: "I"): .tab, UInt8(ascii: "X"): .character("=")]
    // j...y stand for the number pad's `*+,-./0123456789`.
    for (offset, character) in "*+,-./0123456789".enumerated() {
      keys[UInt8(ascii: "j") + UInt8(offset)] = .character(character)
    }
    return keys
  }()
}
