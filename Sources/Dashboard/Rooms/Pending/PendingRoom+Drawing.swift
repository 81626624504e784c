import FintoroWebhooks
import Foundation
import TerminalUI

/// Draws the pending creates with their candidates, and explains the row under the cursor.
extension PendingRoom {
  /// From top to bottom: title, list, rule, what is known of the row under the cursor, message, footer.
  struct Layout {
    let listTop = 3
    let listRows: Int
    /// The explanation of the row under the cursor.
    let lines: [[Phrase]]

    init(_ items: [PendingItem], _ room: PendingRoom, _ world: World) {
      let rows = room.rows(of: items)
      let at = room.index(in: rows)
      let explanation = room.explanation(rows.indices.contains(at) ? rows[at] : nil, items, world)
      let space = world.size.rows - listTop - 3
      lines = Array(
        explanation.flatMap { SentenceWrap.lines($0, columns: min(100, world.size.columns - 2)) }
          .prefix(max(1, space - min(rows.count, 3))))
      listRows = max(1, min(rows.count, space - lines.count))
    }
  }

  func draw(in canvas: inout Canvas, of world: World) {
    let items = world.pendingItems
    canvas.text("Pending creates", .strong, column: 1, row: 1)
    if items.isEmpty { drawEmpty(in: &canvas) } else { drawList(items, world, in: &canvas) }
    _ = MessageLine.draw(world, row: canvas.size.rows - 2, in: &canvas)
  }

  private func drawEmpty(in canvas: inout Canvas) {
    canvas.text("Nothing is waiting to be created.", column: 3, row: 3)
    let text = "A create without an answer waits here. hooktop sends it again with the same key."
    for (index, line) in LineWrap.lines(text, columns: canvas.size.columns - 6).enumerated() {
      canvas.text(line, .muted, column: 3, row: 5 + index)
    }
  }

  private func drawList(_ items: [PendingItem], _ world: World, in canvas: inout Canvas) {
    let (rows, layout) = (rows(of: items), Layout(items, self, world))
    let at = index(in: rows)
    var cursor = ListCursor()
    cursor.select(at, count: rows.count, rows: layout.listRows)
    let visible = cursor.visible(count: rows.count, rows: layout.listRows)
    for index in visible {
      let place = Rect(
        column: 0, row: layout.listTop + index - visible.lowerBound, columns: canvas.size.columns, rows: 1)
      let surface = canvas.listRow(place, isSelected: index == at)
      draw(rows[index], items, world, place, on: surface, &canvas)
      canvas.hit(place, .choice(index))
    }
    let rule = layout.listTop + layout.listRows
    canvas.rule(row: rule)
    for (index, line) in layout.lines.enumerated() {
      canvas.phrases(line, column: 1, row: rule + 1 + index, limit: canvas.size.columns - 2)
    }
    if visible.count < rows.count {
      canvas.text(
        "\(visible.lowerBound + 1)–\(visible.upperBound) of \(rows.count)", .muted,
        endingAt: canvas.size.columns - 1, row: 1)
    }
  }

  private func draw(
    _ row: Row, _ items: [PendingItem], _ world: World, _ place: Rect, on surface: Surface, _ canvas: inout Canvas
  ) {
    guard let item = items.first(where: { $0.create.key == row.key }) else { return }
    switch row {
    case .create:
      let name = Truncation.end(item.create.label, to: max(8, place.columns / 2))
      let at = canvas.text(name, .strong, on: surface, column: place.column + 3, row: place.row)
      canvas.text(
        Truncation.end(word(item, world), to: place.maxColumn - at - 2), item.needsPerson ? .warning : .muted,
        on: surface, column: at + 2, row: place.row)
    case .candidate(_, let id):
      guard let candidate = item.candidates?.first(where: { $0.id == id }) else { return }
      let subscription = candidate.subscription
      let name = Truncation.end(subscription.displayName, to: max(8, place.columns / 3))
      var at = canvas.text("└ \(name)", .text, on: surface, column: place.column + 5, row: place.row)
      at = canvas.text(String(id), .muted, on: surface, column: at + 1, row: place.row)
      canvas.text(
        Truncation.end(candidate.reason, to: place.maxColumn - at - 2), candidate.likeness == .same ? .good : .muted,
        on: surface, column: at + 2, row: place.row)
    }
  }

  private func word(_ item: PendingItem, _ world: World) -> String {
    let age = item.create.startedAt.map { "made \(TimeText.age(of: $0, at: world.now)), " } ?? ""
    return switch item.stage {
    case .underWay(let create): create.retryAt == nil ? "\(age)being sent" : "\(age)waits for its next try"
    case .otherProcess: "\(age)another hooktop is at it"
    case .foreign: "\(age)of another account"
    case .needsPerson: "\(age)needs you"
    }
  }

  /// The whole explanation of the row under the cursor.
  fileprivate func explanation(
    _ row: Row?, _ items: [PendingItem], _ world: World
  ) -> [Sentence] {
    guard let row, let item = items.first(where: { $0.create.key == row.key }) else { return [] }
    switch item.stage {
    case .underWay(let create):
      return [
        Sentence(Phrase(create.progress(at: world.now))), "You may leave: it goes on, at the next start if need be.",
      ]
    case .otherProcess: return ["Another hooktop works on it, or has just begun to. Nothing is to be done here."]
    case .foreign(let why): return [Sentence(Phrase(why)), "Nothing is done with it here."]
    case .needsPerson(let why):
      guard case .unreadable(let file, _) = item.create.status else { return decisionText(why, row, item, world) }
      return [
        Sentence(Phrase(why, .warning)),
        "No new create is begun beside it, because it may be the same one: look for it in the list, then forget it.",
        Sentence(Phrase(file, .muted)),
      ]
    }
  }

  private func decisionText(
    _ why: String, _ row: Row, _ item: PendingItem, _ world: World
  ) -> [Sentence] {
    if case .candidate(_, let id) = row, let candidate = item.candidates?.first(where: { $0.id == id }) {
      let subscription = candidate.subscription
      let made = subscription.createdAt.date.map { ", made \(TimeText.exact($0, in: world.zone))" } ?? ""
      let sent = item.create.input.map { InputChange.between($0, SubscriptionInput(subscription)).map(\.line) } ?? []
      let others = sent.isEmpty ? [] : [Sentence(Phrase("Sent → there: \(sent.joined(separator: "; "))", .muted))]
      return [
        Sentence(
          Phrase("\(subscription.displayName) (\(id))\(made): ", .strong), Phrase("\(candidate.reason)."),
          Phrase(" \(subscription.url)", .muted)),
        Sentence(
          Phrase("a", .strong), Phrase(" adopts it by giving it a new secret, "), Phrase("D", .strong),
          Phrase(" deletes it.")),
      ] + others
    }
    let found: Sentence =
      switch item.candidates?.count {
      case nil where world.list.rows == nil:
        "No list yet: what it may have made is shown with the first one."
      case nil: "The list is older than that: what it may have made is shown with the next one."
      case 0 where item.mayStillArrive:
        "No subscription in the list has its URL yet; the request may still be under way. Look again in a few minutes."
      case 0 where world.list.unreadableCount > 0:
        "No subscription that could be read has its URL; it may be among those that could not."
      case 0: "No subscription in the list has its URL: it seems that nothing was made, or it was deleted since."
      default: "Below is what it may have made: adopt or delete what it is, or forget the create."
      }
    return [
      Sentence(Phrase(why, .warning)), found,
      Sentence(Phrase("\(item.create.input?.url ?? "")  key \(item.create.key)", .muted)),
    ]
  }
}
