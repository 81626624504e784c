import FintoroWebhooks
import Foundation
import TerminalUI

/// Draws the one-time secret after it was saved.
extension SecretRoom {
  func draw(in canvas: inout Canvas, of world: World) {
    let area = Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2)
    var lines = body(world, columns: min(92, area.columns - 4) - 6)
    // Where room is short, blank lines are removed first, then hints.
    let isCompact = lines.count + 6 > area.rows
    if isCompact { lines.removeAll { $0.text.isEmpty } }
    if lines.count + 4 > area.rows { lines.removeAll { $0.ink == .muted } }
    let rows = lines.count + (isCompact ? 4 : 6)
    let title = "Signing secret of \(subscription.displayName) (\(subscription.id))"
    let inner = canvas.box(title, area.centered(columns: min(92, area.columns - 4), rows: rows)).inset(columns: 1)
    var row = inner.row + (isCompact ? 0 : 1)
    for line in lines {
      canvas.text(line.text, line.ink, on: .dialog, column: inner.column, row: row, limit: inner.columns)
      row += 1
    }
    drawControls(inner, row: row + (isCompact ? 0 : 1), in: &canvas)
  }

  private struct Line {
    var text: String
    var ink: Ink
  }

  private func body(_ world: World, columns: Int) -> [Line] {
    let shown = isHidden ? String(repeating: "•", count: 16) + "  (hidden)" : secret.reveal()
    var lines = wrapped(shown, .secret, columns) + [Line(text: "", ink: .text)]
    switch custody {
    case .saved(let path):
      // Always show the whole path: without it the secret is hard to find.
      let line = "✔ saved to \(path)  (0600, synced)"
      lines +=
        DisplayWidth.of(line) <= columns
        ? [Line(text: line, ink: .good)]
        : [Line(text: "✔ saved (0600, synced) to", ink: .good)] + wrapped(path, .good, columns)
    case .notSaved(let problem):
      lines += wrapped("✖ NOT SAVED: \(problem)", .critical, columns)
    }
    lines.append(Line(text: "", ink: .text))
    lines += wrapped(
      isSaved
        ? "Fintoro shows it only once. Your copy is the file above."
        : "Fintoro shows it only once, and there is no other copy yet.", .text, columns)
    if let rotatedAt { lines += rotation(rotatedAt, world).flatMap { wrapped($0, .warning, columns) } }
    lines += wrapped(
      "Signature = HMAC-SHA256(raw body, secret), lower-case hex.", .muted, columns)
    switch note {
    case .good(let text): lines += [Line(text: "", ink: .text)] + wrapped("✔ \(text)", .good, columns)
    case .bad(let text): lines += [Line(text: "", ink: .text)] + wrapped("✖ \(text)", .critical, columns)
    case nil: break
    }
    return lines
  }

  private func rotation(_ date: Date, _ world: World) -> [String] {
    func clock(_ date: Date) -> String { TimeText.clock(date, at: world.serverTime.now, in: world.zone) }
    return [
      RotationWatch(rotatedAt: date, subscription).instruction(clock), "The old one stopped working at \(clock(date)).",
    ]
  }

  private func wrapped(_ text: String, _ ink: Ink, _ columns: Int) -> [Line] {
    LineWrap.lines(text, columns: columns).map { Line(text: $0, ink: ink) }
  }

  private func drawControls(_ inner: Rect, row: Int, in canvas: inout Canvas) {
    if let field = copyField {
      let at = canvas.text("save a copy to", .accent, on: .dialog, column: inner.column, row: row) + 1
      canvas.field(
        field, Rect(column: at, row: row, columns: inner.maxColumn - at, rows: 1), focused: true)
      return
    }
    var at = inner.column
    for button in Button.allCases {
      let end = canvas.button(title(button, inner), column: at, row: row, focused: button == focus)
      canvas.hit(Rect(column: at, row: row, columns: end - at, rows: 1), .secretButton(button))
      at = end + 2
    }
    guard !isSaved, focus == .done else { return }
    at = canvas.text("type \(Self.discardWord) to lose it:", .critical, on: .dialog, column: inner.column, row: row + 1)
    canvas.field(
      wordField, Rect(column: at + 1, row: row + 1, columns: 16, rows: 1), focused: true)
  }

  private func title(_ button: Button, _ inner: Rect) -> String {
    switch button {
    case .done: "Done"
    case .saveCopy: inner.columns < 70 ? "Save a copy…" : "Save another copy…"
    case .hide: isHidden ? "Show" : "Hide"
    case .copy: inner.columns < 70 ? "Copy" : "Copy to clipboard"
    }
  }
}
