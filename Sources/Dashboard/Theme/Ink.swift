/// What a piece of text is, seen by its importance. Code names inks and surfaces; only a theme knows colours.
public enum Ink: String, CaseIterable, Hashable, Sendable {
  case text, strong, muted, faded, accent, key, good, notice, warning, critical, secret
}

/// What a piece of text stands on.
public enum Surface: String, CaseIterable, Hashable, Sendable {
  case screen, bar, selection, field, dialog, button, cell
  case focusedField = "focused-field"
  case focusedButton = "focused-button"

  /// The inks that are drawn on it: what a theme must keep readable.
  public var inks: [Ink] {
    switch self {
    case .screen, .dialog: Ink.allCases
    case .bar: [.text, .strong, .muted, .accent, .key, .good, .notice, .warning, .critical]
    case .selection: [.text, .strong, .muted, .faded, .accent, .good, .notice, .warning, .critical]
    case .field, .focusedField: [.text, .muted]
    case .button, .focusedButton, .cell: [.text]
    }
  }
}
