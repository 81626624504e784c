internal import CNCurses
import Glibc
import TerminalUI

/// What the terminfo database says about the terminal. Call `check` first.
enum Terminfo {
  /// Finds the problems that would make ncurses print something and exit.
  static func check(term: String?, output: Int32) throws(TerminalOpenFailure) {
    guard let term, !term.isEmpty else { throw .noTerm }
    var found: Int32 = 0
    guard setupterm(term, output, &found) == OK else {
      throw found < 0 ? .noDatabase(term) : .unknownTerm(term)
    }
    guard bytes("cup") != nil else { throw .cannotMoveCursor(term) }
  }

  /// The bytes of a capability without parameters, without its padding; nil when the terminal has none.
  static func bytes(_ name: String) -> [UInt8]? {
    guard let text = hooktop_terminfo(name) else { return nil }
    let bytes = unpadded(Array(UnsafeRawBufferPointer(start: text, count: strlen(text))))
    return bytes.isEmpty ? nil : bytes
  }

  static func flag(_ name: String) -> Bool { tigetflag(name) > 0 }

  /// Whether the terminal is of the ANSI family, which understands or ignores unknown sequences.
  static var isANSI: Bool { bytes("cup")?.starts(with: [0x1B, 0x5B]) ?? false }

  /// The sequences that switch bracketed paste on and off.
  static var bracketedPaste: (on: [UInt8], off: [UInt8])? {
    if let on = bytes("BE"), let off = bytes("BD") { return (on, off) }
    return isANSI ? (Array("\u{1B}[?2004h".utf8), Array("\u{1B}[?2004l".utf8)) : nil
  }

  /// The sequences that switch reports of presses and of the wheel on and off; nil for terminals without a mouse.
  static var mouse: (on: [UInt8], off: [UInt8])? {
    guard isANSI, bytes("kmous") != nil else { return nil }
    return (Array("\u{1B}[?1000h\u{1B}[?1006h".utf8), Array("\u{1B}[?1006l\u{1B}[?1000l".utf8))
  }

  /// The sequences around a whole repaint, so that the terminal shows it at once; nil for terminals that are not known to
  /// take them. They are not asked: tmux says yes although the terminal around it cannot.
  static func synchronizedUpdate(term: String?) -> (begin: [UInt8], end: [UInt8])? {
    let families = ["xterm", "tmux", "foot", "alacritty"]
    guard isANSI, flag("XT") || families.contains(where: { term?.hasPrefix($0) ?? false }) else { return nil }
    return (Array("\u{1B}[?2026h".utf8), Array("\u{1B}[?2026l".utf8))
  }

  static var keySequences: KeySequences {
    KeySequences(terminfo: keys.compactMap { name, key in bytes(name).map { ($0, key) } })
  }

  /// Restores the screen for a shell: plain, erased, main screen, cursor on, keys, pastes and mouse as before.
  static func restoreBytes(term: String?) -> [UInt8] {
    let names = ["sgr0", "op", "clear", "rmcup", "rmkx", "cnorm"]
    // First, so that all that follows is shown.
    return (synchronizedUpdate(term: term)?.end ?? []) + names.flatMap { bytes($0) ?? [] } + (bracketedPaste?.off ?? [])
      + (mouse?.off ?? []) + [0x0D]
  }

  /// Without delays such as `$<5>`, which are for very old terminals.
  static func unpadded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "$"), rest.first == UInt8(ascii: "<"), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
        rest = rest[(end + 1)...]
      } else {
        result.append(byte)
      }
    }
    return result
  }

  private static let keys: [(String, Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
      ("kbs", .backspace),
    ] + (1...12).map { ("kf\($0)", .function($0)) }
}
