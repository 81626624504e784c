import FintoroWebhooks
import Foundation
import TerminalUI

/// What hooktop has seen since it started, newest first.
public struct LogRoom: Room {
  private(set) var cursor = ListCursor()
  /// The number of entries at the last look, including dropped ones; it keeps the cursor on its entry.
  private var known = 0

  public init() {}

  func context(in world: World) -> Context { .log }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .worldChanged: keepPlace(in: world)
    case .command(.back, _): return [.close]
    case .command(.open, _): return open(in: world)
    case .command(let command, _):
      if !cursor.follow(command, count: world.log.entries.count, rows: Self.rows(world.size)) {
        return [.common(command)]
      }
    default: break
    }
    return []
  }

  /// Keeps the cursor on its entry when new ones arrive above. On the newest entry it stays at the top.
  private mutating func keepPlace(in world: World) {
    let (count, rows) = (world.log.entries.count, Self.rows(world.size))
    let total = world.log.dropped + count
    if cursor.selected > 0 {
      cursor.select(cursor.selected + total - known, count: count, rows: rows)
    } else {
      cursor.fit(count: count, rows: rows)
    }
    known = total
  }

  private func open(in world: World) -> [Request] {
    let entries = world.log.entries
    let index = entries.count - 1 - cursor.selected
    guard entries.indices.contains(index), case .subscription(let change) = entries[index].event else { return [] }
    guard !world.list.isGone(change.id) else {
      return [.showMessage("\(change.name) is no longer in Fintoro's list.", .bad)]
    }
    return [.go(.detail(DetailRoom(id: change.id)))]
  }

  private static func rows(_ size: Size) -> Int { max(1, size.rows - 6) }
}

extension LogRoom {
  func draw(in canvas: inout Canvas, of world: World) {
    drawTitle(in: &canvas, of: world)
    let entries = world.log.entries
    if entries.isEmpty {
      let text = "Nothing has changed yet. Changes that hooktop sees are listed here."
      for (index, line) in LineWrap.lines(text, columns: canvas.size.columns - 6).enumerated() {
        canvas.text(line, .muted, column: 3, row: 4 + index)
      }
    }
    let visible = cursor.visible(count: entries.count, rows: Self.rows(canvas.size))
    for index in visible {
      let place = Rect(column: 0, row: 4 + index - visible.lowerBound, columns: canvas.size.columns, rows: 1)
      let surface = canvas.listRow(place, isSelected: index == cursor.selected)
      draw(entries[entries.count - 1 - index], on: surface, row: place.row, in: &canvas, of: world)
    }
    let row = canvas.size.rows - 2
    if !MessageLine.draw(world, row: row, in: &canvas), !entries.isEmpty {
      let gone = world.log.dropped == 0 ? "" : " · \(world.log.dropped) older ones dropped"
      canvas.text(
        "\(visible.lowerBound + 1)–\(visible.upperBound) of \(entries.count)\(gone)", .muted, column: 1, row: row)
    }
  }

  private func drawTitle(in canvas: inout Canvas, of world: World) {
    canvas.text("Since the start", .strong, column: 1, row: 1)
    let since = world.log.watchingSince.map { TimeText.clock($0, at: world.now, in: world.zone) }
    let text =
      since.map { "Seen by hooktop since \($0) (the API has no log)." }
      ?? "No answer yet."
    canvas.text(Truncation.end(text, to: canvas.size.columns - 2), .muted, column: 1, row: 2)
  }

  private func draw(
    _ entry: WatchLog.Entry, on surface: Surface, row: Int, in canvas: inout Canvas, of world: World
  ) {
    let clock = TimeText.clock(entry.at, at: world.now, in: world.zone)
    let end = canvas.size.columns - 1
    var at = canvas.text(clock, .muted, on: surface, column: 3, row: row) + 2
    switch entry.event {
    case .connection(let from, let to):
      at = canvas.text("connection ", .muted, on: surface, column: at, row: row)
      canvas.text(
        Truncation.end("\(from) → \(to)", to: end - at), to == "live" ? .good : .warning, on: surface, column: at,
        row: row)
    case .subscription(let change):
      let words = Self.words(change.kind)
      let room = end - at - 1 - words.reduce(0) { $0 + DisplayWidth.of($1.text) }
      at = canvas.text(Truncation.end(change.name, to: max(8, room)), .strong, on: surface, column: at, row: row) + 1
      for word in words {
        at = canvas.text(word.text, word.ink, on: surface, column: at, row: row, limit: max(0, end - at))
      }
    }
  }

  private static func words(_ kind: BoardChange.Kind) -> [(text: String, ink: Ink)] {
    switch kind {
    case .state(let from, let to):
      [("\(from.symbol) \(from.word)", from.ink), (" → ", .muted), ("\(to.symbol) \(to.word)", to.ink)]
    case .appeared(let state): [("new in the list, ", .text), ("\(state.symbol) \(state.word)", state.ink)]
    case .vanished: [("gone from the list", .warning)]
    case .edited(let fields): [("changed: \(fields.map(\.label).joined(separator: ", "))", .text)]
    }
  }
}
