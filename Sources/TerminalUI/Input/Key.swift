/// One key press.
public enum Key: Hashable, Sendable {
  /// A printable character, as typed.
  case character(Character)
  /// Ctrl with a lower-case letter.
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete
  case up, down, left, right, home, end, pageUp, pageDown
  case function(Int)
}

extension Key: ExpressibleByUnicodeScalarLiteral {
  /// Lets tables of keys read like keys: `["n", .enter]`.
  public init(unicodeScalarLiteral value: Character) { self = .character(value) }
}
