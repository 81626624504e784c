/// One place of the screen.
public struct Cell: Equatable, Sendable {
  /// What stands there, cleaned; nil in the right half of a wide character.
  public var character: Character?
  public var style: Style

  public init(_ character: Character? = " ", style: Style = Style()) {
    self.character = character
    self.style = style
  }
}
