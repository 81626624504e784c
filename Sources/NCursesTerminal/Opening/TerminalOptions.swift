public import TerminalUI

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
