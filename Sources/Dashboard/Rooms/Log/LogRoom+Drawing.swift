import FintoroWebhooks
import Foundation
import TerminalUI

extension LogRoom {
  func draw(in canvas: inout Canvas, of world: World) {
    drawTitle(in: &canvas, of: world)
    let rows = rows(in: world)
    if rows.happened == 0 {
      let text =
        filter.isEmpty
        ? "Nothing has changed yet. Changes that hooktop sees are listed here." : "No match. Esc clears the filter."
      for (index, line) in LineWrap.lines(text, columns: canvas.size.columns - 6).enumerated() {
        canvas.text(line, .muted, column: 3, row: 4 + rows.rows.count + index)
      }
    }
    let visible = cursor.visible(count: rows.rows.count, rows: Self.listRows(canvas.size))
    for index in visible {
      let place = Rect(column: 0, row: 4 + index - visible.lowerBound, columns: canvas.size.columns, rows: 1)
      if rows.isHeading(index) {
        draw(rows.rows[index], on: .screen, row: place.row, in: &canvas, of: world)
      } else {
        let surface = canvas.listRow(place, isSelected: index == cursor.selected)
        draw(rows.rows[index], on: surface, row: place.row, in: &canvas, of: world)
      }
    }
    drawStatus(rows, visible, in: &canvas, of: world)
  }

  private func drawTitle(in canvas: inout Canvas, of world: World) {
    let since = world.log.watchingSince.map { TimeText.clock($0, at: world.now, in: world.zone) }
    let (title, text): (String, String) =
      switch world.past.status {
      case .on where world.isPast:
        ("What had happened", "Seen by hooktop (the API has no log).")
      case .on:
        ("What happened", "Seen by hooktop (the API has no log). This run began at \(since ?? "no answer yet").")
      case .off(let why): ("Since the start", "Seen by hooktop since \(since ?? "no answer yet"). \(why)")
      case .unknown:
        ("Since the start", since.map { "Seen by hooktop since \($0) (the API has no log)." } ?? "No answer yet.")
      }
    canvas.text(title, .strong, column: 1, row: 1)
    canvas.text(Truncation.end(text, to: canvas.size.columns - 2), .muted, column: 1, row: 2)
  }

  private func drawStatus(_ rows: LogRows, _ visible: Range<Int>, in canvas: inout Canvas, of world: World) {
    let row = canvas.size.rows - 2
    if let field = filterField {
      let at = canvas.text("filter", .accent, column: 1, row: row) + 1
      canvas.field(
        field, Rect(column: at, row: row, columns: min(50, canvas.size.columns - at - 20), rows: 1), focused: true)
      if field.text.isEmpty { canvas.text("erp  state:failing", .muted, on: .focusedField, column: at + 1, row: row) }
      let text = filterProblem.map { Truncation.end($0.sentence, to: 40) } ?? "\(rows.happened) shown"
      canvas.text(text, filterProblem == nil ? .muted : .warning, endingAt: canvas.size.columns - 1, row: row)
    } else if !MessageLine.draw(world, row: row, in: &canvas), rows.happened > 0 {
      let gone = world.log.dropped == 0 ? "" : " · \(world.log.dropped) older ones dropped"
      let shown = filter.isEmpty ? "" : " · \"\(Truncation.end(filter, to: 24))\""
      canvas.text(
        "\(rows.position(visible))\(shown)\(gone)", .muted, column: 1, row: row)
    }
  }

  private func draw(_ row: LogRows.Row, on surface: Surface, row at: Int, in canvas: inout Canvas, of world: World) {
    switch row {
    case .day(let text): canvas.text(text, .strong, column: 1, row: at)
    case .older(let reach):
      canvas.text("Enter reads \(reach.words)", .accent, on: surface, column: 3, row: at)
    case .note(let text): canvas.text(text, .muted, on: surface, column: 3, row: at)
    case .entry(let entry): draw(entry, on: surface, row: at, in: &canvas, of: world)
    case .past(let event, let date):
      let column = drawTime(date, on: surface, row: at, in: &canvas, of: world)
      draw(event.name, Self.words(event, in: world), on: surface, column: column, row: at, in: &canvas)
    }
  }

  /// Under a heading the day is known.
  private func drawTime(_ date: Date, on surface: Surface, row: Int, in canvas: inout Canvas, of world: World) -> Int {
    let day = world.past.status == .on ? date : world.now
    return canvas.text(TimeText.clock(date, at: day, in: world.zone), .muted, on: surface, column: 3, row: row) + 2
  }

  private func draw(
    _ entry: WatchLog.Entry, on surface: Surface, row: Int, in canvas: inout Canvas, of world: World
  ) {
    let at = drawTime(entry.at, on: surface, row: row, in: &canvas, of: world)
    switch entry.event {
    case .connection(let from, let to):
      let end = canvas.size.columns - 1
      let next = canvas.text("connection ", .muted, on: surface, column: at, row: row)
      canvas.text(
        Truncation.end("\(from) → \(to)", to: end - next), to == "live" ? .good : .warning, on: surface, column: next,
        row: row)
    case .subscription(let change):
      draw(change.name, Self.words(change.kind), on: surface, column: at, row: row, in: &canvas)
    case .rotated(_, let name):
      draw(name, [("secret rotated by hooktop", .text)], on: surface, column: at, row: row, in: &canvas)
    }
  }

  /// A name gives way to what happened.
  private func draw(
    _ name: String, _ words: [(text: String, ink: Ink)], on surface: Surface, column: Int, row: Int,
    in canvas: inout Canvas
  ) {
    let end = canvas.size.columns - 1
    let room = end - column - 1 - words.reduce(0) { $0 + DisplayWidth.of($1.text) }
    var at = canvas.text(Truncation.end(name, to: max(8, room)), .strong, on: surface, column: column, row: row) + 1
    for word in words {
      at = canvas.text(word.text, word.ink, on: surface, column: at, row: row, limit: max(0, end - at))
    }
  }

  private static func words(_ kind: BoardChange.Kind) -> [(text: String, ink: Ink)] {
    switch kind {
    case .state(let from, let to): words(from: from, to: to)
    case .appeared(let state): [("new in the list, ", .text), ("\(state.symbol) \(state.word)", state.ink)]
    case .vanished: [("gone from the list", .warning)]
    case .edited(let fields): [("changed: \(fields.map(\.label).joined(separator: ", "))", .text)]
    }
  }

  private static func words(_ event: PastEvent, in world: World) -> [(text: String, ink: Ink)] {
    let pause: [(String, Ink)] =
      event.unwatchedSince.map {
        [(", or since \(TimeText.clock($0, at: event.at, in: world.zone)): not watched in between", .muted)]
      } ?? []
    switch event.kind {
    case .state(let from?, let to): return words(from: from, to: to) + pause
    case .state(nil, let to): return [("first seen, ", .text), ("\(to.symbol) \(to.word)", to.ink)]
    case .deleted: return [("gone from the list", .warning)] + pause
    case .write(let kind): return [("\(kind.words) by hooktop", .text)]
    }
  }

  private static func words(from: HealthState, to: HealthState) -> [(text: String, ink: Ink)] {
    [("\(from.symbol) \(from.word)", from.ink), (" → ", .muted), ("\(to.symbol) \(to.word)", to.ink)]
  }
}
