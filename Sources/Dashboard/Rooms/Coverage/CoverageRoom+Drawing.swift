import FintoroWebhooks
import TerminalUI

/// Draws the matrix and describes the cell under the cursor. A wide window shows the problems beside the matrix, a
/// narrow one in its place.
extension CoverageRoom {
  /// The areas of the screen.
  struct Layout {
    let size: Size
    /// The number of matrix rows. The description follows right below where all rows fit.
    let count: Int

    init(_ size: Size, of room: CoverageRoom) {
      self.size = size
      count = room.rows.count
    }

    var isSideBySide: Bool { size.columns >= 160 }
    var matrixColumns: Int { isSideBySide ? 98 : size.columns }
    /// The area of the problem list.
    var list: Rect {
      let start = isSideBySide ? matrixColumns + 1 : 0
      return Rect(column: start, row: top, columns: size.columns - start, rows: max(1, size.rows - 6))
    }

    var top: Int { 3 }
    /// Below the matrix: the event, its subscribers, and what is wrong.
    var paneRows: Int { size.rows < 34 ? 4 : 6 }
    var matrixRows: Int { max(1, min(count, size.rows - top - paneRows - 3)) }
    var paneRow: Int { top + matrixRows + 1 }
    var columns: MatrixColumns {
      MatrixColumns(Rect(column: 0, row: top, columns: matrixColumns, rows: size.rows - top))
    }
  }

  func draw(in canvas: inout Canvas, of world: World) {
    drawTitle(in: &canvas)
    let layout = Layout(canvas.size, of: self)
    if layout.isSideBySide || !isList {
      drawMatrix(layout, in: &canvas)
      canvas.rule(row: layout.paneRow - 1, columns: layout.matrixColumns)
      drawCell(layout, in: &canvas, of: world)
    }
    if layout.isSideBySide { canvas.divider(column: layout.matrixColumns, rows: 2..<canvas.size.rows - 1) }
    if layout.isSideBySide || isList { drawProblems(layout.list, in: &canvas, of: world) }
    if !world.isLive { canvas.pale(Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2)) }
    _ = MessageLine.draw(world, row: canvas.size.rows - 2, in: &canvas)
  }

  private func drawTitle(in canvas: inout Canvas) {
    let duplicateCount = Set(coverage.duplicates.map(\.type)).count
    let subscribedText = "\(coverage.coveredCount) of \(EventCatalogue.types.count) events heard"
    var parts: [(text: String, ink: Ink)] = [((coverage.isComplete ? "" : "at least ") + subscribedText, .muted)]
    if !coverage.isComplete { parts.append((coverage.unreadableWords, .warning)) }
    if !coverage.uncovered.isEmpty { parts.append(("\(coverage.uncovered.count) by nobody", .warning)) }
    if duplicateCount > 0 { parts.append(("\(duplicateCount) heard twice by one URL", .critical)) }
    let shared = coverage.sharedURLs.count
    if shared > 0 {
      parts.append((shared == 1 ? "1 URL used more than once" : "\(shared) URLs used more than once", .notice))
    }
    var at = canvas.text("Coverage", .strong, column: 1, row: 1) + 3
    for part in parts where at + DisplayWidth.of(part.text) < canvas.size.columns {
      at = canvas.text(part.text, part.ink, column: at, row: 1) + 3
    }
  }

  private func drawMatrix(_ layout: Layout, in canvas: inout Canvas) {
    let columns = layout.columns
    columns.drawTitles(row: 2, in: &canvas)
    let rows = rows
    let visible = viewport.visible(count: rows.count, rows: layout.matrixRows)
    let duplicates = Set(coverage.duplicates.map(\.type))
    for index in visible {
      let row = layout.top + index - visible.lowerBound
      let isSelected = index == viewport.selected && !isList
      let place = Rect(column: 0, row: row, columns: layout.matrixColumns, rows: 1)
      let surface = canvas.listRow(place, isSelected: isSelected)
      switch rows[index] {
      case .group(let title): canvas.text(title, .muted, column: 1, row: row)
      case .resource(let resource): canvas.text(resource.id, .text, on: surface, column: columns.indent, row: row)
      case .unknown(let type):
        let name = Truncation.end(type.rawValue, to: columns.center(0) - columns.indent - 3)
        canvas.text(name, .text, on: surface, column: columns.indent, row: row)
      }
      for column in self.columns(of: rows[index]) {
        guard let type = type(rows[index], column: column) else { continue }
        let center = columns.center(column)
        drawCount(
          type, isDuplicate: duplicates.contains(type), isCursor: isSelected && cursor?.column == column, on: surface,
          center: center, row: row, in: &canvas)
        canvas.hit(
          Rect(column: center - 2, row: row, columns: 5, rows: 1), .coverageCell(row: index, column: column))
      }
    }
  }

  private func drawCount(
    _ type: EventType, isDuplicate: Bool, isCursor: Bool, on surface: Surface, center: Int, row: Int,
    in canvas: inout Canvas
  ) {
    let active = coverage.activeCount(type)
    // A symbol and a colour, because either may be missing.
    let text = active == 0 ? coverage.isComplete ? "none" : "?" : isDuplicate ? "\(active)!" : "\(active)"
    let ink: Ink = active == 0 ? .warning : isDuplicate ? .critical : .good
    let width = DisplayWidth.of(text)
    let start = center - width / 2
    canvas.text(text, isCursor ? .strong : ink, on: surface, column: start, row: row)
    if isCursor {
      canvas.text("‹", .accent, on: surface, column: start - 1, row: row)
      canvas.text("›", .accent, on: surface, column: start + width, row: row)
    }
  }

  private func drawCell(_ layout: Layout, in canvas: inout Canvas, of world: World) {
    guard let type = cursor?.type else { return }
    let room = layout.matrixColumns - 2
    let at = canvas.text(type.rawValue, .key, column: 1, row: layout.paneRow) + 2
    canvas.text(
      Truncation.end(EventExplanation.sentence(type), to: max(0, room - at)), .text, column: at, row: layout.paneRow)
    drawSubscribers(columns: layout.matrixColumns, row: layout.paneRow + 1, in: &canvas, of: world)
    let duplicates = coverage.duplicates.filter { $0.type == type }.prefix(layout.paneRows - 3)
    for (index, duplicates) in duplicates.enumerated() {
      let ids = duplicates.ids.map(String.init).joined(separator: " and ")
      let row = layout.paneRow + 2 + index
      let end = canvas.text("twice to one URL: \(ids) ", .critical, column: 1, row: row)
      canvas.text(Truncation.middle(duplicates.url, to: max(0, room - end)), .muted, column: end, row: row)
    }
  }

  private func drawSubscribers(columns: Int, row: Int, in canvas: inout Canvas, of world: World) {
    let subscribers = subscribers
    guard !subscribers.isEmpty else {
      let text =
        coverage.isComplete
        ? "No subscription has it." : "Whether any has it is not known: \(coverage.unreadableWords)."
      canvas.text(text, .warning, column: 1, row: row)
      return
    }
    var at = canvas.text("heard by ", .muted, column: 1, row: row)
    // Begin with the subscriber that Enter opens, so that it is always visible.
    for (offset, id) in (subscribers[subscriber...] + subscribers[..<subscriber]).enumerated() {
      let name = world.list.subscription(id)?.subscription.displayName ?? "a subscription"
      let disabled = coverage.isDisabled(id) ? " (paused)" : ""
      let text = "\(offset == 0 ? "▸" : "")\(Truncation.end(name, to: 30)) \(id)\(disabled)"
      let left = subscribers.count - offset
      let more = left > 1 ? "  and \(left - 1) more" : ""
      guard offset == 0 || at + DisplayWidth.of(text + more) < columns else {
        canvas.text("and \(left) more", .muted, column: at, row: row)
        return
      }
      at = canvas.text(text, offset == 0 ? .strong : .text, column: at, row: row) + 2
    }
  }
}
