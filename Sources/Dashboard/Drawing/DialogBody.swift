import FintoroWebhooks
import TerminalUI

/// The sentences of a dialog, with room for controls below them. A text too long for the window scrolls.
struct DialogBody {
  let title: String
  let paragraphs: [Paragraph]
  /// Rows below the sentences that the caller draws itself.
  let controls: Int
  /// Whether what it asks cannot be undone.
  var isDanger = false
  /// Whether keys scroll a text that is too long. If not, a mark shows that it is cut.
  var canScroll = true

  init(_ title: String, _ paragraphs: [Paragraph], controls: Int = 1) {
    self.title = title
    self.paragraphs = paragraphs
    self.controls = controls
  }

  /// A sentence with a prefix. Its further lines are indented by the prefix's width.
  struct Paragraph {
    var lead = Phrase("")
    var indent = 0
    var sentence: Sentence

    /// A blank line. It is removed first where room is short.
    static let blank = Paragraph(sentence: Sentence(phrases: []))

    static func text(_ phrases: Phrase...) -> Paragraph { Paragraph(sentence: Sentence(phrases: phrases)) }

    func lines(columns: Int) -> [[Phrase]] {
      if sentence.phrases.isEmpty { return [[]] }
      let lines = SentenceWrap.lines(sentence, columns: max(1, columns - indent))
      return lines.enumerated().map { index, line in
        indent == 0 ? line : [Phrase((index == 0 ? lead.text : "").padded(to: indent), lead.emphasis)] + line
      }
    }
  }

  /// The areas of a dialog for a window's size.
  struct Layout {
    let box: Rect
    let inner: Rect
    let lines: [[Phrase]]
    /// Rows available for the lines.
    let rows: Int
    let controlsRow: Int
    var isScrolled: Bool { lines.count > rows }
  }

  func layout(_ size: Size) -> Layout {
    let area = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    let columns = min(88, area.columns - 2)
    // Border 2, inset 2 more on each side.
    var lines = lines(columns: columns - 6)
    let isCompact = lines.count + controls + 5 > area.rows
    if isCompact { lines.removeAll(where: \.isEmpty) }
    // Where room is still short, hints are removed too.
    if lines.count + controls + 2 > area.rows { lines.removeAll { $0.allSatisfy { $0.emphasis == .muted } } }
    let around = controls + (isCompact ? 2 : 5)
    let rows = max(1, min(lines.count, area.rows - around))
    let box = area.centered(columns: columns, rows: rows + around)
    let inner = box.inset(columns: 3, rows: isCompact ? 1 : 2)
    return Layout(
      box: box, inner: inner, lines: lines, rows: rows,
      controlsRow: box.maxRow - 1 - controls - (isCompact ? 0 : 1))
  }

  /// - Returns: the area for the controls.
  func draw(_ scroll: ScrollPosition = ScrollPosition(), in canvas: inout Canvas) -> Rect {
    let layout = layout(canvas.size)
    _ = canvas.box(title, layout.box, isDanger: isDanger)
    let first = min(scroll.first, max(0, layout.lines.count - layout.rows))
    for (index, line) in layout.lines.dropFirst(first).prefix(layout.rows).enumerated() {
      canvas.phrases(
        line, on: .dialog, column: layout.inner.column, row: layout.inner.row + index, limit: layout.inner.columns)
    }
    if layout.isScrolled {
      canvas.scrolled(canScroll ? first..<first + layout.rows : nil, of: layout.lines.count, layout.box)
    }
    return Rect(
      column: layout.inner.column, row: layout.controlsRow, columns: layout.inner.columns, rows: controls)
  }

  private func lines(columns: Int) -> [[Phrase]] {
    paragraphs.flatMap { $0.lines(columns: columns) }
  }
}

extension Canvas {
  /// Shows on the dialog's lower border which part of a longer text is visible, or that it is cut.
  mutating func scrolled(_ visible: Range<Int>?, of count: Int, _ box: Rect) {
    let shown = visible.map { " \($0.lowerBound + 1)–\($0.upperBound) of \(count), ↑ ↓ " } ?? " … "
    text(shown, .muted, on: .dialog, endingAt: box.maxColumn - 2, row: box.maxRow - 1)
  }

  /// A row with the dialog's keys and what they do, from the key table.
  /// - Parameter hasUse: whether a command can do anything now.
  mutating func keys(of context: Context, where hasUse: (Command) -> Bool = { _ in true }, _ place: Rect) {
    var at = place.column
    for binding in Bindings.of(context) where hasUse(binding.command) {
      guard let label = binding.footer, let key = binding.keys.first else { continue }
      guard at + DisplayWidth.of("\(key.name) \(label)") <= place.maxColumn else { continue }
      let start = at
      at = text(key.name, .key, on: .dialog, column: at, row: place.maxRow - 1) + 1
      at = text(label, .text, on: .dialog, column: at, row: place.maxRow - 1)
      if binding.isClickable {
        hit(Rect(column: start, row: place.maxRow - 1, columns: at - start, rows: 1), .key(key))
      }
      at += 3
    }
  }
}

extension String {
  /// The text with trailing blanks up to a width.
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - DisplayWidth.of(self)))
  }
}
