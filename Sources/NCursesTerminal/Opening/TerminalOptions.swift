/// What a user may ask of the terminal beyond what it says of itself.
public struct TerminalOptions: Sendable, Hashable {
  /// Draws ASCII only, also where the locale has more; for consoles whose font lacks the signs.
  public var ascii: Bool
  /// At most so many colours; nil for all there are. `.mono` for users who want none.
  public var colors: ColorDepth?

  public init(ascii: Bool = false, colors: ColorDepth? = nil) {
    self.ascii = ascii
    self.colors = colors
  }
}
