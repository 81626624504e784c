import FintoroWebhooks
import Foundation
import TerminalUI

/// The dialog for the marked subscriptions.
enum MarkedView {
  /// Rows for the list: what the border, the conclusion and a blank row on either side of the list leave.
  static func rows(_ work: MarkedWork, _ state: State) -> Int {
    max(1, box(state.size, rows: state.size.rows).rows - 4 - conclusion(work, state).lines.count)
  }

  static func draw(_ dialog: MarkedState, _ state: State, in canvas: inout Canvas) {
    guard let work = state.work else { return }
    switch work.phase {
    case .choosing(let index):
      let hidden = state.board.hiddenCount(of: work.items.map(\.id))
      let names =
        (hidden == 0 ? "" : "\(hidden) of them not shown by the filter. ")
        + work.items.map(\.name).joined(separator: ", ")
      ChoiceList(
        title: "\(work.items.count) marked", lines: MarkedWork.choices.map { ChoiceList.Line(text: $0) },
        columns: 60, note: Truncation.end(names, to: 110)
      ).draw(ListCursor(index), in: &canvas)
    case .naming(let isAdding): drawNaming(dialog, isAdding, work, state, in: &canvas)
    case .confirming, .working, .finished: drawItems(dialog, work, state, in: &canvas)
    }
  }

  private static func box(_ size: Size, rows: Int) -> Rect {
    let area = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    return area.centered(columns: min(100, size.columns - 4), rows: min(area.rows, rows))
  }

  /// What the border and a blank on either side leave of the box.
  private static func textColumns(_ size: Size) -> Int { box(size, rows: size.rows).columns - 6 }

  private static func drawNaming(
    _ dialog: MarkedState, _ isAdding: Bool, _ work: MarkedWork, _ state: State, in canvas: inout Canvas
  ) {
    let title =
      isAdding ? "Events to add to \(work.items.count) marked" : "Events to remove from \(work.items.count) marked"
    let types = dialog.types(among: state.nameable(isAdding: isAdding, work))
    let text: (String, Ink) =
      dialog.field.text.isEmpty
      ? ("Names or patterns, such as invoices.* orders.created", .muted)
      : types.isEmpty
        ? ("no event type is called that", .warning)
        : (
          "\(types.count) \(types.count == 1 ? "event" : "events"): "
            + EventSummary.of(types).map(\.text).joined(separator: " · "), .text
        )
    let lines = LineWrap.lines(text.0, columns: textColumns(canvas.size))
    let inner = canvas.box(title, box(canvas.size, rows: lines.count + 6)).inset(columns: 1)
    canvas.field(
      dialog.field, Rect(column: inner.column, row: inner.row + 1, columns: inner.columns, rows: 1), focused: true)
    for (index, line) in lines.prefix(inner.rows - 4).enumerated() {
      canvas.text(line, text.1, on: .dialog, column: inner.column, row: inner.row + 3 + index)
    }
  }

  private static func drawItems(
    _ dialog: MarkedState, _ work: MarkedWork, _ state: State, in canvas: inout Canvas
  ) {
    let count = work.items.count
    let title =
      "\(work.change?.verb ?? "") \(count) \(count == 1 ? "subscription" : "subscriptions") of \(state.session.title)"
    let lines = lines(work, state.size)
    let (conclusion, ink) = conclusion(work, state)
    let rows = min(lines.count, rows(work, state))
    let place = box(canvas.size, rows: rows + conclusion.count + 4)
    let inner = canvas.box(title, place).inset(columns: 1)
    let first = min(dialog.scroll.first, lines.count - rows)
    if rows < lines.count { canvas.scrolled(first..<first + rows, of: lines.count, place) }
    for (index, line) in lines.dropFirst(first).prefix(rows).enumerated() {
      let row = inner.row + 1 + index
      canvas.text(line.mark, line.ink, on: .dialog, column: inner.column, row: row)
      let at = canvas.text(line.name, .strong, on: .dialog, column: inner.column + 2, row: row)
      canvas.text(line.words, line.ink, on: .dialog, column: at, row: row)
    }
    for (index, line) in conclusion.enumerated() {
      canvas.text(line, ink, on: .dialog, column: inner.column, row: inner.maxRow - conclusion.count + index)
    }
  }

  struct Line {
    var mark = ""
    var name = ""
    var words: String
    var ink: Ink
  }

  /// A line for each of them, and more where a result is longer than its room: it is read to its last word.
  static func lines(_ work: MarkedWork, _ size: Size) -> [Line] {
    let columns = textColumns(size)
    return work.items.flatMap { item -> [Line] in
      let (mark, words, ink) = words(item.outcome, work)
      let name = "\(Truncation.end(item.name, to: max(10, columns / 3))) \(item.id) "
      let room = columns - 2 - DisplayWidth.of(name)
      if DisplayWidth.of(words) <= room { return [Line(mark: mark, name: name, words: words, ink: ink)] }
      return [Line(mark: mark, name: name, words: "", ink: ink)]
        + LineWrap.lines(words, columns: columns - 4).map { Line(words: "  " + $0, ink: ink) }
    }
  }

  private static func words(_ outcome: MarkedWork.Outcome, _ work: MarkedWork) -> (String, String, Ink) {
    switch outcome {
    case .waiting: ("·", work.isUnderWay ? "waits" : "", .muted)
    case .sending: ("…", "is being changed", .accent)
    case .done(let text): ("✔", text, .good)
    case .leftAlone(let text): ("–", text, .muted)
    case .failed(let text): ("✖", text, .critical)
    }
  }

  private static func conclusion(_ work: MarkedWork, _ state: State) -> (lines: [String], ink: Ink) {
    let (text, ink) = conclusionText(work, state)
    return (Array(LineWrap.lines(text, columns: textColumns(state.size)).prefix(4)), ink)
  }

  private static func conclusionText(_ work: MarkedWork, _ state: State) -> (String, Ink) {
    let waiting = work.items.count { !$0.outcome.isOver }
    switch work.phase {
    case .confirming where waiting == 0: return ("Nothing is to be done. Esc back", .text)
    case .confirming:
      let lost = work.change == .pause ? " While paused new events are not delivered, and will not be replayed." : ""
      return (
        "\(waiting) will be changed, by 3 requests each.\(lost) y does it · Esc leaves everything as it is", .text
      )
    case .working:
      if let until = work.waitsUntil, until > state.now {
        let time = TimeText.clock(until, at: state.now, in: state.zone)
        return ("Fintoro's rate limit is used up: it goes on at \(time). Esc leaves the rest as it is", .warning)
      }
      return ("\(waiting) to go. Esc leaves the rest as it is", .text)
    default:
      let done = work.items.count { if case .done = $0.outcome { true } else { false } }
      let failed = work.items.count { if case .failed = $0.outcome { true } else { false } }
      return ("\(done) changed, \(failed) failed, \(work.items.count - done - failed) left alone. Esc back", .text)
    }
  }
}
