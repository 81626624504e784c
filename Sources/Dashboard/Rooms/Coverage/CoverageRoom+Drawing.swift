import FintoroWebhooks
import TerminalUI

/// Draws the matrix, and what the cell under the cursor means.
extension CoverageRoom {
  func draw(in canvas: inout Canvas, of world: World) {
    let layout = Layout(canvas.size, of: self)
    drawTitle(in: &canvas)
    if layout.showsBoth || !isList {
      drawMatrix(layout, in: &canvas)
      if layout.hasSide {
        let end = layout.isListBelow ? layout.ruleRow : layout.statusRow
        canvas.divider(column: layout.matrixColumns, rows: 2..<end)
        drawSide(layout.cell, in: &canvas, of: world)
      } else {
        canvas.rule(row: layout.ruleRow)
        drawPane(layout.cell, in: &canvas, of: world)
      }
    }
    if layout.showsBoth || isList { drawProblems(layout, in: &canvas, of: world) }
    if layout.showsBoth || !isList { drawHiddenRows(layout, in: &canvas) }
    if !world.isLive { canvas.pale(Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2)) }
    _ = MessageLine.draw(world, row: layout.statusRow, in: &canvas)
  }

  /// The four classes, which add up to the catalogue, and what comes twice. In a narrow window the title goes first,
  /// then classes without a type.
  private func drawTitle(in canvas: inout Canvas) {
    let room = canvas.size.columns - 2
    let doubt = coverage.isComplete ? "" : "   \(coverage.unreadableWords)"
    var kinds: [Coverage.Kind] = [.safe, .notProven, .onlyBroken, .notSubscribed]
    func columns() -> Int { kinds.reduce(-3) { $0 + DisplayWidth.of(coverage.text($1)) + 3 } }
    let title = "Coverage   "
    let hasTitle = title.count + columns() + doubt.count <= room
    if columns() > room { kinds.removeAll { coverage.types($0).isEmpty } }
    var at = hasTitle ? canvas.text(title, .strong, column: 1, row: 1) : 1
    for (index, kind) in kinds.enumerated() {
      if index > 0 { at = canvas.text(" · ", .muted, column: at, row: 1) }
      at = canvas.text(coverage.text(kind), coverage.types(kind).isEmpty ? .muted : kind.ink, column: at, row: 1)
    }
    let shared = coverage.sharedURLs.count
    let more: [(text: String, ink: Ink)] =
      (coverage.isComplete ? [] : [(coverage.unreadableWords, .warning)])
      + (coverage.duplicates.isEmpty ? [] : [("* \(coverage.duplicateCount) twice to one URL", .critical)])
      + (shared == 0 ? [] : [("\(shared) \(shared == 1 ? "URL" : "URLs") used twice", .notice)])
    for part in more where at + 3 + DisplayWidth.of(part.text) < canvas.size.columns {
      at = canvas.text(part.text, part.ink, column: at + 3, row: 1)
    }
  }

  private func drawMatrix(_ layout: Layout, in canvas: inout Canvas) {
    let columns = layout.columns
    columns.drawTitles(row: 2, in: &canvas)
    let rows = rows
    let visible = viewport.visible(count: rows.count, rows: layout.matrixRows)
    let duplicates = Set(coverage.duplicates.flatMap(\.types))
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

  /// The number of active subscribers and the symbol of the best one's state.
  private func drawCount(
    _ type: EventType, isDuplicate: Bool, isCursor: Bool, on surface: Surface, center: Int, row: Int,
    in canvas: inout Canvas
  ) {
    let subscribers = coverage.subscribers(of: type)
    let text =
      subscribers.best.map { "\(subscribers.active.count)\($0.symbol)\(isDuplicate ? "*" : "")" }
      ?? (coverage.isComplete ? "none" : "?")
    let width = DisplayWidth.of(text)
    let start = center - width / 2
    canvas.text(text, isCursor ? .strong : subscribers.kind.ink, on: surface, column: start, row: row)
    if isCursor {
      canvas.text("‹", .accent, on: surface, column: start - 1, row: row)
      canvas.text("›", .accent, on: surface, column: start + width, row: row)
    }
  }

  /// Rows of the matrix that are out of sight are never missing in silence.
  private func drawHiddenRows(_ layout: Layout, in canvas: inout Canvas) {
    let rows = rows
    let visible = viewport.visible(count: rows.count, rows: layout.matrixRows)
    guard visible.count < rows.count else { return }
    func resources(_ range: Range<Int>) -> Int { rows[range].count { if case .group = $0 { false } else { true } } }
    let (above, below) = (resources(0..<visible.lowerBound), resources(visible.upperBound..<rows.count))
    let parts = (above > 0 ? ["↑ \(above) above"] : []) + (below > 0 ? ["↓ \(below) below"] : [])
    guard !parts.isEmpty else { return }
    let row = layout.hasSide ? layout.statusRow : layout.ruleRow
    canvas.text(" \(parts.joined(separator: ", ")) ", .muted, endingAt: layout.matrixColumns - 1, row: row)
  }
}

/// What the cell under the cursor means.
extension CoverageRoom {
  /// Below the matrix: the event, its subscribers, what comes twice.
  private func drawPane(_ place: Rect, in canvas: inout Canvas, of world: World) {
    guard let type = cursor?.type else { return }
    var at = canvas.text(type.rawValue, .key, column: place.column, row: place.row) + 2
    at = canvas.text(kindText(type), kindInk(type), column: at, row: place.row) + 2
    canvas.text(
      Truncation.end(EventExplanation.sentence(type), to: max(0, place.maxColumn - at)), .muted, column: at,
      row: place.row)
    drawSubscribers(place, row: place.row + 1, in: &canvas, of: world)
    for (index, duplicates) in coverage.duplicates(of: type).prefix(place.rows - 2).enumerated() {
      let row = place.row + 2 + index
      let end = canvas.text("\(duplicates.lead) ", .critical, column: place.column, row: row)
      canvas.text(Truncation.middle(duplicates.url, to: max(0, place.maxColumn - end)), .muted, column: end, row: row)
    }
  }

  /// In one row, beginning with the subscriber that Enter opens, so that it is always in sight.
  private func drawSubscribers(_ place: Rect, row: Int, in canvas: inout Canvas, of world: World) {
    let ids = subscribers
    guard !ids.isEmpty else {
      canvas.text(nothingText, coverage.isComplete ? .muted : .warning, column: place.column, row: row)
      return
    }
    var at = canvas.text("→ ", .muted, column: place.column, row: row)
    for (offset, id) in (ids[subscriber...] + ids[..<subscriber]).enumerated() {
      let phrases = subscriberPhrases(id, isChosen: offset == 0, nameColumns: 24, world)
      let left = ids.count - offset
      let more = left > 1 ? "  and \(left - 1) more" : ""
      let columns = phrases.reduce(DisplayWidth.of(more)) { $0 + DisplayWidth.of($1.text) }
      guard offset == 0 || at + columns <= place.maxColumn else {
        canvas.text("and \(left) more", .muted, column: at, row: row)
        return
      }
      at = canvas.phrases(phrases, column: at, row: row, limit: place.maxColumn - at) + 2
    }
  }

  /// Beside the matrix: the same, a subscriber a row.
  private func drawSide(_ place: Rect, in canvas: inout Canvas, of world: World) {
    guard let type = cursor?.type else { return }
    canvas.text(type.rawValue, .key, column: place.column, row: place.row, limit: place.columns)
    var row = place.row + 1
    func write(_ text: String, _ ink: Ink) {
      for line in LineWrap.lines(text, columns: place.columns) where row < place.maxRow {
        canvas.text(line, ink, column: place.column, row: row)
        row += 1
      }
    }
    write(EventExplanation.sentence(type), .muted)
    write(kindSentence(type), kindInk(type))
    row += 1
    let twice = coverage.duplicates(of: type)
    let ids = subscribers
    // Name and state stand below each other where one row would cut the deadline.
    let rows = place.columns < 60 ? 2 : 1
    let room = max(1, (place.maxRow - row - (twice.isEmpty ? 0 : 1 + 2 * twice.count)) / rows)
    let shown = ids.count > room ? max(1, room - 1) : ids.count
    let first = max(0, min(subscriber, ids.count - shown))
    for id in ids.dropFirst(first).prefix(shown) {
      let isChosen = id == ids[subscriber]
      let phrases = subscriberPhrases(id, isChosen: isChosen, nameColumns: place.columns - (rows == 2 ? 12 : 40), world)
      canvas.text(isChosen ? "▸" : " ", .accent, column: place.column, row: row)
      let (name, state) = (Array(phrases[1..<2]), Array(phrases.dropFirst(2)))
      let end = canvas.phrases(name, column: place.column + 2, row: row, limit: place.columns - 2)
      row += rows - 1
      let column = rows == 2 ? place.column + 4 : end
      canvas.phrases(state, column: column, row: row, limit: max(0, place.maxColumn - column))
      row += 1
    }
    if shown < ids.count { write("  and \(ids.count - shown) more", .muted) }
    guard !twice.isEmpty else { return }
    row += 1
    for duplicates in twice {
      write(duplicates.lead, .critical)
      write(Truncation.middle(duplicates.url, to: place.columns), .muted)
    }
  }

  private func subscriberPhrases(_ id: Int, isChosen: Bool, nameColumns: Int, _ world: World) -> [Phrase] {
    let name = "\(Truncation.end(world.subscriberName(id), to: nameColumns)) \(id) "
    return [Phrase(isChosen ? "▸" : "", .strong), Phrase(name, isChosen ? .strong : .plain)]
      + world.subscriberState(id)
  }

  private func kindText(_ type: EventType) -> String {
    let kind = coverage.subscribers(of: type).kind
    return kind == .notSubscribed && !coverage.isComplete ? "not known" : kind.word
  }

  private func kindInk(_ type: EventType) -> Ink {
    let kind = coverage.subscribers(of: type).kind
    return kind == .notSubscribed && !coverage.isComplete ? .warning : kind.ink
  }

  private func kindSentence(_ type: EventType) -> String {
    let subscribers = coverage.subscribers(of: type)
    // What could not be read may be the subscriber that works.
    let doubt = coverage.isComplete || subscribers.kind == .safe ? "" : " \(coverage.unreadableWords)."
    return switch subscribers.kind {
    case .safe: "Safe: a subscriber works."
    case .notProven: "Not proven: no subscriber is known to work.\(doubt)"
    case .onlyBroken: "Only broken: all subscribers fail.\(doubt)"
    case .notSubscribed: nothingText
    }
  }

  /// Why the cell has no active subscriber.
  var nothingText: String {
    guard coverage.isComplete else { return "Whether any subscribes is not known: \(coverage.unreadableWords)." }
    return subscribers.isEmpty ? "Not subscribed." : "Not subscribed: only a disabled one lists it."
  }
}

extension Coverage.Duplicate {
  fileprivate var lead: String { "twice to one URL: \(ids.map(String.init).joined(separator: " and "))" }
}
