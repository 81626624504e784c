import FintoroWebhooks
import TerminalUI

/// A frame that is drawn by roles: views name a text's role, the theme defines its look.
struct Canvas {
  private(set) var frame: Frame
  let theme: Theme
  /// Whether a dialog will cover the drawing; then no field shows the cursor.
  var isBehindDialog = false
  private(set) var hits: [(rect: Rect, target: ClickTarget)] = []

  /// The rows of the board that were drawn before, and after drawing those of now.
  var rows: DrawnRows

  init(_ size: Size, theme: Theme, rows: DrawnRows = DrawnRows()) {
    self.theme = theme
    self.rows = rows
    frame = Frame(size, style: theme.style(.text))
  }

  var size: Size { frame.size }
  var bounds: Rect { frame.bounds }

  /// - Returns: the column after the text.
  @discardableResult
  mutating func text(
    _ text: String, _ ink: Ink = .text, on surface: Surface = .screen, column: Int, row: Int, limit: Int = .max
  ) -> Int {
    let end = frame.write(text, column: column, row: row, style: theme.style(ink, on: surface), limit: limit)
    if theme.underlines(ink, on: surface) {
      frame.remove(.underline, exceptFromWordsIn: Rect(column: column, row: row, columns: end - column, rows: 1))
    }
    return end
  }

  /// The cells of a row from its left edge, as they are drawn by now.
  func cells(row: Int, columns: Int) -> [Cell] { frame.cells(row: row, columns: columns) }

  /// Draws a row as it was drawn before.
  mutating func put(_ cells: [Cell], row: Int) { frame.put(cells, row: row) }

  /// Text that ends before a column.
  mutating func text(
    _ text: String, _ ink: Ink = .text, on surface: Surface = .screen, endingAt column: Int, row: Int
  ) {
    self.text(text, ink, on: surface, column: column - DisplayWidth.of(text), row: row)
  }

  /// Text in a style that the user chose, not the theme.
  mutating func styledText(_ text: String, _ style: Style, column: Int, row: Int, limit: Int) {
    frame.write(text, column: column, row: row, style: style, limit: limit)
  }

  /// - Returns: the column after the last phrase.
  @discardableResult
  mutating func phrases(
    _ phrases: [Phrase], on surface: Surface = .screen, column: Int, row: Int, limit: Int = .max
  ) -> Int {
    let end = limit == .max ? Int.max : column + limit
    return phrases.reduce(column) { at, phrase in
      text(phrase.text, phrase.emphasis.ink, on: surface, column: at, row: row, limit: end == .max ? .max : end - at)
    }
  }

  /// Draws the background of a list row; the selected row is highlighted.
  /// - Returns: the surface for the row's texts.
  mutating func listRow(_ place: Rect, isSelected: Bool) -> Surface {
    guard isSelected else { return .screen }
    fill(place, .selection)
    text("▸", .accent, on: .selection, column: place.column + 1, row: place.row)
    return .selection
  }

  mutating func fill(_ rect: Rect, _ surface: Surface) {
    frame.fill(rect, style: theme.style(.text, on: surface))
  }

  /// - Parameter columns: the length; nil for the whole width.
  mutating func rule(row: Int, columns: Int? = nil) {
    frame.horizontalLine(column: 0, row: row, columns: columns ?? size.columns, style: theme.style(.faded))
  }

  /// A vertical line between two parts of a screen.
  mutating func divider(column: Int, rows: Range<Int>) {
    for row in rows { text("│", .faded, column: column, row: row) }
  }

  mutating func field(_ field: TextField, _ rect: Rect, focused: Bool) {
    let focused = focused && !isBehindDialog
    field.draw(
      in: &frame, rect, style: theme.style(.text, on: focused ? .focusedField : .field), focused: focused)
  }

  /// Defines what a click in the area means. Where two areas overlap, the last one wins.
  mutating func hit(_ rect: Rect, _ target: ClickTarget) { hits.append((rect, target)) }

  /// - Returns: the column after the button.
  mutating func button(_ title: String, column: Int, row: Int, focused: Bool) -> Int {
    text("  \(title)  ", .text, on: focused ? .focusedButton : .button, column: column, row: row)
  }

  /// - Parameter isDanger: whether what it asks cannot be undone.
  mutating func box(_ title: String, _ rect: Rect, isDanger: Bool = false) -> Rect {
    let box = DialogBox(
      title: title, border: theme.style(isDanger ? .critical : .accent, on: .dialog),
      fill: theme.style(.text, on: .dialog), titleStyle: theme.style(isDanger ? .critical : .strong, on: .dialog))
    let inner = box.draw(in: &frame, rect)
    if theme.underlines(isDanger ? .critical : .accent, on: .dialog) {
      frame.remove(.underline, exceptFromWordsIn: rect)
    }
    return inner
  }

  /// Fades everything behind a dialog: still readable, but clearly in the background.
  mutating func fade(_ rect: Rect) {
    pale(rect)
    isBehindDialog = false
    hits.removeAll { rect.contains(column: $0.rect.column, row: $0.rect.row) }
    hideCursor()
  }

  mutating func hideCursor() { frame.cursor = nil }

  /// Draws everything in one pale ink, for data that is not live or is behind a dialog.
  mutating func pale(_ rect: Rect) {
    let faded = theme.style(.faded)
    frame.restyle(rect) { _ in faded }
  }
}

extension Phrase.Emphasis {
  var ink: Ink {
    switch self {
    case .plain: .text
    case .muted: .muted
    case .strong: .strong
    case .urgent: .critical
    case .warning: .warning
    case .good: .good
    }
  }
}

extension HealthState {
  var ink: Ink {
    switch weight {
    case .critical: .critical
    case .warning: .warning
    case .good: .good
    case .notice: self == .new ? .notice : self == .odd ? .warning : .muted
    }
  }
}
