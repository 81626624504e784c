import TestSupport

/// A kind of terminal, as its name in `TERM` says.
enum TerminalKind {
  /// What the first line of README installs knows these.
  static let common = ["xterm-256color", "xterm", "screen-256color", "tmux-256color", "linux", "vt100", "vt220"]
  static let others = ["rxvt-unicode-256color", "foot", "alacritty"]
}

extension PseudoTerminal {
  /// The modes that are not as a terminal has them by itself: a cursor, whole lines, everything else off.
  var modesLeftBroken: [String] {
    var last: [Substring: Substring] = [:]
    for match in outputText.matches(of: /\x1B\[\?([\d;]+)([hl])/) {
      for mode in match.1.split(separator: ";") { last[mode] = match.2 }
    }
    return last.filter { ["25", "7"].contains($0.key) ? $0.value != "h" : $0.value != "l" }.map {
      "\($0.key)\($0.value)"
    }
  }
}
