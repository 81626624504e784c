import FintoroWebhooks
import Foundation
import TerminalUI

/// The log of what hooktop has seen, newest first.
enum WatchLogView {
  static func rows(_ size: Size) -> Int { max(1, size.rows - 6) }

  static func draw(_ log: WatchLogState, _ state: State, in canvas: inout Canvas) {
    drawTitle(state, in: &canvas)
    let entries = state.log.entries
    if entries.isEmpty {
      let text = "Nothing has changed yet. What changes while hooktop runs is written down here."
      for (index, line) in LineWrap.lines(text, columns: canvas.size.columns - 6).enumerated() {
        canvas.text(line, .muted, column: 3, row: 4 + index)
      }
    }
    let visible = log.viewport.visible(count: entries.count, rows: rows(canvas.size))
    for index in visible {
      let entry = entries[entries.count - 1 - index]
      draw(entry, isSelected: index == log.viewport.selected, state, row: 4 + index - visible.lowerBound, in: &canvas)
    }
    let row = canvas.size.rows - 2
    if !MessageLine.draw(state, row: row, in: &canvas), !entries.isEmpty {
      let gone = state.log.dropped == 0 ? "" : " · \(state.log.dropped) older ones dropped"
      canvas.text(
        "\(visible.lowerBound + 1)–\(visible.upperBound) of \(entries.count)\(gone)", .muted, column: 1, row: row)
    }
  }

  private static func drawTitle(_ state: State, in canvas: inout Canvas) {
    canvas.text("What happened since the start", .strong, column: 1, row: 1)
    let since = state.log.watchingSince.map { TimeText.clock($0, at: state.now, in: state.zone) }
    let text =
      since.map {
        "Noticed by hooktop, which watches since \($0); not Fintoro's record."
      } ?? "Nothing was received yet."
    canvas.text(Truncation.end(text, to: canvas.size.columns - 2), .muted, column: 1, row: 2)
  }

  private static func draw(
    _ entry: WatchLog.Entry, isSelected: Bool, _ state: State, row: Int, in canvas: inout Canvas
  ) {
    let surface: Surface = isSelected ? .selection : .screen
    if isSelected {
      canvas.fill(Rect(column: 0, row: row, columns: canvas.size.columns, rows: 1), .selection)
      canvas.text("▸", .accent, on: .selection, column: 1, row: row)
    }
    let clock = TimeText.clock(entry.at, at: state.now, in: state.zone)
    var at = canvas.text(clock, .muted, on: surface, column: 3, row: row) + 2
    switch entry.event {
    case .connection(let from, let to):
      at = canvas.text("connection ", .muted, on: surface, column: at, row: row)
      canvas.text(
        Truncation.end("\(from) → \(to)", to: canvas.size.columns - at - 1), to == "live" ? .good : .warning,
        on: surface, column: at, row: row)
    case .subscription(let change):
      let words = words(change.kind)
      let room = canvas.size.columns - at - 2 - words.reduce(0) { $0 + DisplayWidth.of($1.text) }
      at = canvas.text(Truncation.end(change.name, to: max(8, room)), .strong, on: surface, column: at, row: row) + 1
      for word in words {
        at = canvas.text(
          word.text, word.ink, on: surface, column: at, row: row, limit: max(0, canvas.size.columns - at - 1))
      }
    }
  }

  private static func words(_ kind: BoardChange.Kind) -> [(text: String, ink: Ink)] {
    switch kind {
    case .state(let from, let to):
      [
        ("\(from.symbol) \(from.word)", from.ink), (" → ", .muted), ("\(to.symbol) \(to.word)", to.ink),
      ]
    case .appeared(let state): [("is new in the list, ", .text), ("\(state.symbol) \(state.word)", state.ink)]
    case .vanished: [("is gone from the list", .warning)]
    case .edited(let fields): [("changed: \(fields.joined(separator: ", "))", .text)]
    }
  }
}
