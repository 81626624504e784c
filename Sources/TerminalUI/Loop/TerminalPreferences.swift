/// How a terminal is used, as far as a person may choose.
public struct TerminalPreferences: Equatable, Sendable {
  /// Whether the program gets the mouse; without it the terminal's own selecting and copying stays as it is.
  public var mouse: Bool
  /// Draws ASCII only, also where the locale has more; for consoles whose font lacks the signs.
  public var ascii: Bool

  public init(mouse: Bool = true, ascii: Bool = false) {
    self.mouse = mouse
    self.ascii = ascii
  }
}
