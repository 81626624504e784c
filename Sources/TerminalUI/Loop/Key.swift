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

extension Key {
  /// The name people know the key by: `n`, `Enter`, `Ctrl-C`, `F1`.
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    case .function(let number): "F\(number)"
    default: Self.named.first { $0.key == self }?.name ?? ""
    }
  }

  /// The key of that name, arrows by their words as well; nil for a name that no key has.
  public init?(name: String) {
    if name == "Space" {
      self = .character(" ")
    } else if let named = (Self.named + Self.arrowWords).first(where: { $0.name == name }) {
      self = named.key
    } else if name.count == 1, let character = name.first {
      self = .character(character)
    } else if name.hasPrefix("Ctrl-"), name.count == 6, let letter = name.lowercased().last, "a"..."z" ~= letter {
      self = .control(letter)
    } else if let number = (1...20).first(where: { name == "F\($0)" }) {
      self = .function(number)
    } else {
      return nil
    }
  }

  private static let named: [(key: Key, name: String)] = [
    (.enter, "Enter"), (.escape, "Esc"), (.tab, "Tab"), (.backTab, "Shift-Tab"), (.backspace, "Backspace"),
    (.delete, "Del"), (.up, "↑"), (.down, "↓"), (.left, "←"), (.right, "→"), (.home, "Home"), (.end, "End"),
    (.pageUp, "PgUp"), (.pageDown, "PgDn"),
  ]

  private static let arrowWords: [(key: Key, name: String)] = [
    (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"),
  ]
}

/// What a mouse did. Positions are cells, from 0.
public enum MouseEvent: Equatable, Sendable {
  /// The first button went down.
  case press(Frame.Position)
  /// The wheel turned by one notch: -1 up, 1 down.
  case scroll(Int, Frame.Position)
}
