import Glibc
public import TerminalUI

/// Why the terminal cannot be used. Its description is a sentence for the user that says what to do.
public enum TerminalOpenFailure: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Stream: String, Sendable {
    case input = "Standard input"
    case output = "Standard output"
  }

  case notATerminal(Stream)
  case noTerm
  /// No entry, or one for a whole family of terminals that cannot be used.
  case unknownTerm(String)
  case noDatabase(String)
  case cannotMoveCursor(String)
  /// The system has no file left to draw into, for this error's reason.
  case noDescriptor(Int32)
  /// The library gave no reason.
  case refused(String)

  public var description: String {
    let suggestion = "try TERM=xterm-256color if the terminal is of that kind"
    return switch self {
    case .notATerminal(let stream):
      "\(stream.rawValue) is not a terminal, and the screen needs one: start the program in a terminal, "
        + "without redirecting its input or output."
    case .noTerm:
      "TERM is not set, so the kind of terminal is not known; set it, for example TERM=xterm-256color."
    case .unknownTerm(let name):
      "TERM is '\(shown(name))', which this machine has no terminfo entry for; \(suggestion), "
        + "or \(Self.source(of: name))."
    case .noDatabase(let name):
      "No terminfo database was found to look up TERM '\(shown(name))' in; install it "
        + "(on Debian: apt install ncurses-base), or set TERMINFO to where it lies."
    case .cannotMoveCursor(let name):
      "TERM is '\(shown(name))', a terminal that cannot move its cursor, so no screen can be drawn on it; \(suggestion)."
    case .noDescriptor(let error):
      "The screen needs two more open files, and the system gives none (\(String(cString: strerror(error)))); "
        + "close other programs, or raise the limit (ulimit -n)."
    case .refused(let name):
      "The terminal (TERM '\(shown(name))') could not be set up for drawing; \(suggestion)."
    }
  }

  /// How the entry can be had. Debian's ncurses-base has a few, ncurses-term most of the others; some terminals bring
  /// their own, in a package or not at all.
  static func source(of name: String) -> String {
    let packages = ["foot": "foot-terminfo", "foot-direct": "foot-terminfo", "xterm-kitty": "kitty-terminfo"]
    if ["xterm-ghostty", "wezterm", "contour", "rio"].contains(name) {
      return "copy the entry from the machine that the terminal runs on (infocmp -x there, tic -x here)"
    }
    let package = packages[name] ?? (base.contains(name) ? "ncurses-base" : "ncurses-term")
    return "install the entry (on Debian: apt install \(package))"
  }

  /// What ncurses-base has.
  private static let base: Set = [
    "ansi", "linux", "dumb", "hurd", "cygwin", "sun", "cons25", "cons25-debian", "pcansi", "Eterm", "Eterm-color",
    "mach", "mach-bold", "mach-color", "mach-gnu", "mach-gnu-color", "wsvt25", "wsvt25m", "rxvt", "rxvt-basic",
    "rxvt-m", "rxvt-unicode", "rxvt-unicode-256color", "screen", "screen-256color", "screen-256color-bce", "screen-bce",
    "screen-s", "screen-w", "screen.xterm-256color", "tmux", "tmux-256color", "vt52", "vt100", "vt102", "vt220",
    "xterm", "xterm-256color", "xterm-color", "xterm-mono", "xterm-r5", "xterm-r6", "xterm-vt220", "xterm-xfree86",
    "xterm-debian",
  ]

  /// Cleaned, because the environment's text goes to the terminal.
  private func shown(_ name: String) -> String { Truncation.end(name, to: 40) }
}

/// What a user can choose beyond what terminfo says.
public struct TerminalOptions: Sendable, Equatable {
  public var terminal: TerminalPreferences
  /// The largest number of colours; nil for all of them, `.mono` for none.
  public var colors: ColorDepth?

  public init(_ terminal: TerminalPreferences = TerminalPreferences(), colors: ColorDepth? = nil) {
    self.terminal = terminal
    self.colors = colors
  }
}
