public import TerminalUI

/// Why there is no terminal to draw on. Its description is one sentence for the user and what to do about it.
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
        + "or install the entry (on Debian: apt install ncurses-term)."
    case .noDatabase(let name):
      "No terminfo database was found to look up TERM '\(shown(name))' in; install it "
        + "(on Debian: apt install ncurses-base), or set TERMINFO to where it lies."
    case .cannotMoveCursor(let name):
      "TERM is '\(shown(name))', a terminal that cannot move its cursor, so no screen can be drawn on it; \(suggestion)."
    case .refused(let name):
      "The terminal (TERM '\(shown(name))') could not be set up for drawing; \(suggestion)."
    }
  }

  /// The environment is not to be trusted with the terminal either.
  private func shown(_ name: String) -> String { Truncation.end(name, to: 40) }
}

/// What a user may ask of the terminal beyond what it says of itself.
public struct TerminalOptions: Sendable, Equatable {
  public var terminal: TerminalPreferences
  /// At most so many colours; nil for all there are. `.mono` for users who want none.
  public var colors: ColorDepth?

  public init(_ terminal: TerminalPreferences = TerminalPreferences(), colors: ColorDepth? = nil) {
    self.terminal = terminal
    self.colors = colors
  }
}
