import FintoroWebhooks
import Foundation
import TerminalUI

/// The backfill sheet: window, resources, how.
enum BackfillView {
  private static let labelColumns = 28

  static func rows(_ size: Size) -> Int { max(1, size.rows - 6) }

  static func draw(_ backfill: BackfillState, _ state: State, in canvas: inout Canvas) {
    let at = canvas.text("Backfill sheet", .strong, column: 1, row: 1) + 3
    let asOf = TimeText.clock(backfill.sheet.asOf, at: state.now, in: state.zone)
    let why = canvas.size.columns < 84 ? "" : ", because Fintoro replays nothing"
    let note = "what to fetch again\(why) · as of \(asOf)"
    canvas.text(Truncation.end(note, to: max(0, canvas.size.columns - at - 1)), .muted, column: at, row: 1)
    let lines = lines(backfill, state)
    let label = labels(canvas.size)
    for (index, line) in lines.dropFirst(backfill.scroll.first).prefix(rows(canvas.size)).enumerated() {
      let row = 3 + index
      canvas.text(Truncation.end(line.label, to: label - 3), .muted, endingAt: label - 2, row: row)
      canvas.text(line.text, line.isCaution ? .warning : .text, column: label, row: row)
    }
    drawBottom(backfill, state, lines.count, in: &canvas)
  }

  struct Line {
    var label: String
    var text: String
    var isCaution: Bool
  }

  /// The sheet's lines, broken to the window's width.
  static func lines(_ backfill: BackfillState, _ state: State) -> [Line] {
    let columns = max(20, state.size.columns - labels(state.size) - 2)
    let sheet = backfill.sheet.lines(in: state.zone)
    // A blank line sets what belongs together apart.
    let blank = Line(label: "", text: "", isCaution: false)
    func wrapped(_ label: String, _ text: String, isCaution: Bool) -> [Line] {
      LineWrap.lines(text, columns: columns).enumerated().map {
        Line(label: $0.offset == 0 ? label : "", text: $0.element, isCaution: isCaution)
      }
    }
    let notice = backfill.notice.map { wrapped("note", $0, isCaution: true) + [blank] } ?? []
    return notice
      + sheet.enumerated().flatMap { index, line -> [Line] in
        let opens = ["from", "gap", "how"].contains(line.label) || line.label == backfill.sheet.steps.first?.resource
        return (opens && index > 0 ? [blank] : []) + wrapped(line.label, line.text, isCaution: line.isCaution)
      }
  }

  private static func labels(_ size: Size) -> Int { size.columns < 100 ? 22 : labelColumns }

  private static func drawBottom(_ backfill: BackfillState, _ state: State, _ count: Int, in canvas: inout Canvas) {
    let row = canvas.size.rows - 2
    if let field = backfill.pathField {
      if let problem = backfill.problem {
        let lines = LineWrap.lines(problem, columns: canvas.size.columns - 2)
        let top = row - lines.count
        canvas.fill(Rect(column: 0, row: top, columns: canvas.size.columns, rows: lines.count), .screen)
        for (index, line) in lines.enumerated() { canvas.text(line, .critical, column: 1, row: top + index) }
      } else {
        canvas.fill(Rect(column: 0, row: row - 1, columns: canvas.size.columns, rows: 1), .screen)
        canvas.text(
          "A name that ends in .json is saved as JSON. No file is ever overwritten.", .muted, column: 1, row: row - 1)
      }
      let at = canvas.text("save to", .accent, column: 1, row: row) + 1
      canvas.field(field, Rect(column: at, row: row, columns: canvas.size.columns - at - 2, rows: 1), focused: true)
    } else if !MessageLine.draw(state.world, row: row, in: &canvas), count > rows(canvas.size) {
      let last = min(count, backfill.scroll.first + rows(canvas.size))
      canvas.text("lines \(backfill.scroll.first + 1)–\(last) of \(count)", .muted, column: 1, row: row)
    }
  }
}
