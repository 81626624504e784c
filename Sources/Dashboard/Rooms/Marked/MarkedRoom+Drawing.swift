import FintoroWebhooks
import Foundation
import TerminalUI

extension MarkedRoom {
  /// The rows for the list: the rest after the border, the conclusion, and a blank row above and below the list.
  func rows(for work: MarkedWork, _ world: World) -> Int {
    max(1, box(world.size, rows: world.size.rows).rows - 4 - conclusion(of: work, world).lines.count)
  }

  private func box(_ size: Size, rows: Int) -> Rect {
    let area = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    return area.centered(columns: min(100, size.columns - 4), rows: min(area.rows, rows))
  }

  /// The width of the box without its border and a blank on either side.
  private func textColumns(_ size: Size) -> Int { box(size, rows: size.rows).columns - 6 }

  func drawEventChoice(_ isAdding: Bool, _ world: World, in canvas: inout Canvas) {
    let title = "Events to \(isAdding ? "add to" : "remove from") \(marked.count) marked"
    let text = eventChoiceText(isAdding, world)
    let lines = LineWrap.lines(text.0, columns: textColumns(canvas.size))
    let inner = canvas.box(title, box(canvas.size, rows: lines.count + 6)).inset(columns: 1)
    canvas.field(
      field, Rect(column: inner.column, row: inner.row + 1, columns: inner.columns, rows: 1), focused: true)
    for (index, line) in lines.prefix(inner.rows - 4).enumerated() {
      canvas.text(line, text.1, on: .dialog, column: inner.column, row: inner.row + 3 + index)
    }
  }

  private func eventChoiceText(_ isAdding: Bool, _ world: World) -> (String, Ink) {
    switch namedEvents(isAdding: isAdding, in: world) {
    case .types(let types) where types.isEmpty: return ("Names or patterns, such as invoices.* orders.created", .muted)
    case .types(let types):
      return ("\(types.count) \(types.count == 1 ? "event" : "events"): \(EventSummary.text(types))", .text)
    case .unmatched(let word, let nearest):
      let hint = nearest.map { " Did you mean \($0)?" } ?? ""
      // An event that exists can be removed only from those that get it.
      return (
        (isAdding ? "No event matches \"\(word)\"." : "No event of the marked matches \"\(word)\".") + hint, .warning
      )
    }
  }

  func drawItems(of work: MarkedWork, _ world: World, in canvas: inout Canvas) {
    let count = work.items.count
    let title =
      "\(work.undoesChangeOf == nil ? "" : "Undo: ")\(work.change.verb) "
      + "\(count) \(count == 1 ? "subscription" : "subscriptions") of \(world.session.title)"
    let lines = lines(of: work, world.size)
    let (conclusion, ink) = conclusion(of: work, world)
    let rows = min(lines.count, rows(for: work, world))
    let place = box(canvas.size, rows: rows + conclusion.count + 4)
    let inner = canvas.box(title, place).inset(columns: 1)
    let first = min(scroll.first, lines.count - rows)
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

  /// The lines of the list. A result longer than one line is shown in full on several.
  func lines(of work: MarkedWork, _ size: Size) -> [Line] {
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

  private func words(_ outcome: MarkedWork.Outcome, _ work: MarkedWork) -> (String, String, Ink) {
    switch outcome {
    case .waiting: ("·", work.isUnderWay ? "waits" : "", .muted)
    case .sending: ("…", "changing", .accent)
    case .done(let text): ("✔", text, .good)
    case .unchanged(let text): ("–", text, .muted)
    case .failed(let text): ("✖", text, .critical)
    }
  }

  private func conclusion(of work: MarkedWork, _ world: World) -> (lines: [String], ink: Ink) {
    let (text, ink) = conclusionText(work, world)
    return (Array(LineWrap.lines(text, columns: textColumns(world.size)).prefix(4)), ink)
  }

  private func conclusionText(_ work: MarkedWork, _ world: World) -> (String, Ink) {
    let waiting = work.items.count { !$0.outcome.isOver }
    guard world.work != nil else {
      if waiting == 0 { return ("Nothing to change.", .text) }
      return ("\(waiting) will change.\(note(on: work, world))", .text)
    }
    if work.isUnderWay {
      if let until = work.waitsUntil, until > world.now {
        let time = TimeText.clock(until, at: world.now, in: world.zone)
        return ("Rate limit used up; goes on at \(time). Esc stops before the rest", .warning)
      }
      return ("\(waiting) to go. Esc stops before the rest", .text)
    }
    let done = work.items.count { if case .done = $0.outcome { true } else { false } }
    let failed = work.items.count { if case .failed = $0.outcome { true } else { false } }
    let undo = work.undo.isEmpty ? "" : " u undoes it."
    return ("\(done) changed, \(failed) failed, \(work.items.count - done - failed) unchanged.\(undo)", .text)
  }

  /// What the change cannot bring back.
  private func note(on work: MarkedWork, _ world: World) -> String {
    switch work.change {
    case .disable where work.items.count == 1: return " Events that happen while it is disabled are lost for good."
    case .disable: return " Events that happen while they are disabled are lost for good."
    case .undo(let reversal) where reversal.isActive == false:
      guard let since = work.undoesChangeOf else { return "" }
      return " Events since \(TimeText.minute(since, at: world.serverTime.now, in: world.zone)) stay lost."
    default: return ""
    }
  }
}
