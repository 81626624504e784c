public import TerminalUI

/// What a user may ask of the terminal beyond what it says of itself.
public struct TerminalOptions: Sendable, Equatable {
  public var manners: TerminalManners
  /// At most so many colours; nil for all there are. `.mono` for users who want none.
  public var colors: ColorDepth?

  public init(_ manners: TerminalManners = TerminalManners(), colors: ColorDepth? = nil) {
    self.manners = manners
    self.colors = colors
  }
}
