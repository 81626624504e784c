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
