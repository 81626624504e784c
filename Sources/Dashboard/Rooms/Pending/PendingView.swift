import FintoroWebhooks
import Foundation
import TerminalUI

/// The pending creates with their candidates, and what stands under the cursor in full.
enum PendingView {
  static func draw(_ pending: PendingState, _ state: State, in canvas: inout Canvas) {
    let items = state.pendingItems
    let rows = state.rows(of: items)
    let area = Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2)
    let columns = min(104, area.columns - 2)
    let inside = columns - 6
    let at = pending.row.flatMap { rows.firstIndex(of: $0) } ?? 0
    let explanation = explanation(rows.indices.contains(at) ? rows[at] : nil, items, state)
    var lines = explanation.flatMap { SentenceWrap.lines($0, columns: inside) }
    let room = area.rows - 6
    lines = Array(lines.prefix(max(1, room - min(rows.count, 3))))
    let listRows = max(1, min(rows.count, room - lines.count))
    let box = area.centered(columns: columns, rows: listRows + lines.count + 6)
    _ = canvas.box("Pending creates", box)
    let inner = box.inset(columns: 3, rows: 1)
    var viewport = Viewport()
    viewport.select(at, count: rows.count, rows: listRows)
    let visible = viewport.visible(count: rows.count, rows: listRows)
    for index in visible {
      let row = inner.row + index - visible.lowerBound
      draw(
        rows[index], items, state, Rect(column: inner.column, row: row, columns: inner.columns, rows: 1), index == at,
        &canvas)
    }
    for (index, line) in lines.enumerated() {
      canvas.phrases(
        line, on: .dialog, column: inner.column, row: inner.row + listRows + 1 + index, limit: inner.columns)
    }
    canvas.keys(
      of: .pending, where: { pending.hasUse(for: $0, in: items) },
      Rect(column: inner.column, row: box.maxRow - 2, columns: inner.columns, rows: 1))
  }

  private static func draw(
    _ row: PendingState.Row, _ items: [PendingItem], _ state: State, _ place: Rect, _ isSelected: Bool,
    _ canvas: inout Canvas
  ) {
    guard let item = items.first(where: { $0.create.key == row.key }) else { return }
    let surface: Surface = isSelected ? .selection : .dialog
    if isSelected {
      canvas.fill(place, .selection)
      canvas.text("▸", .accent, on: surface, column: place.column, row: place.row)
    }
    switch row {
    case .create:
      let name = Truncation.end(item.create.label, to: max(8, place.columns / 2))
      let at = canvas.text(name, .strong, on: surface, column: place.column + 2, row: place.row)
      canvas.text(
        Truncation.end(word(item, state), to: place.maxColumn - at - 2), item.needsPerson ? .warning : .muted,
        on: surface, column: at + 2, row: place.row)
    case .candidate(_, let id):
      guard let candidate = item.candidates?.first(where: { $0.id == id }) else { return }
      let subscription = candidate.subscription
      let name = Truncation.end(subscription.displayName, to: max(8, place.columns / 3))
      var at = canvas.text("└ \(name)", .text, on: surface, column: place.column + 4, row: place.row)
      at = canvas.text(String(id), .muted, on: surface, column: at + 1, row: place.row)
      canvas.text(
        Truncation.end(candidate.reason, to: place.maxColumn - at - 2), candidate.likeness == .same ? .good : .muted,
        on: surface, column: at + 2, row: place.row)
    }
  }

  private static func word(_ item: PendingItem, _ state: State) -> String {
    let age = item.create.startedAt.map { "made \(TimeText.age(of: $0, at: state.now)), " } ?? ""
    return switch item.stage {
    case .underWay(let create): create.retryAt == nil ? "\(age)being sent" : "\(age)waits for its next try"
    case .elsewhere: "\(age)another hooktop is at it"
    case .foreign: "\(age)of another account"
    case .needsPerson: "\(age)needs you"
    }
  }

  /// Everything about the row under the cursor.
  private static func explanation(
    _ row: PendingState.Row?, _ items: [PendingItem], _ state: State
  ) -> [Sentence] {
    guard let row, let item = items.first(where: { $0.create.key == row.key }) else { return [] }
    switch item.stage {
    case .underWay(let create):
      return [
        Sentence(Phrase(create.progress(at: state.now))), "You may leave: it goes on, at the next start if need be.",
      ]
    case .elsewhere: return ["Another hooktop works on it, or has just begun to. Nothing is to be done here."]
    case .foreign(let why): return [Sentence(Phrase(why)), "Nothing is done with it here."]
    case .needsPerson(let why):
      guard case .unreadable(let file, _) = item.create.status else { return person(why, row, item, state) }
      return [
        Sentence(Phrase(why, .warning)),
        "No new create is begun beside it, because it may be the same one: look for it in the list, then forget it.",
        Sentence(Phrase(file, .muted)),
      ]
    }
  }

  private static func person(
    _ why: String, _ row: PendingState.Row, _ item: PendingItem, _ state: State
  ) -> [Sentence] {
    if case .candidate(_, let id) = row, let candidate = item.candidates?.first(where: { $0.id == id }) {
      let subscription = candidate.subscription
      let made = subscription.createdAt.date.map { ", made \(TimeText.exact($0, in: state.zone))" } ?? ""
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
      case nil: "The list is not here yet: what it may have made is shown as soon as it is."
      case 0: "No subscription in the list has its URL: it seems that nothing was made, or it was deleted since."
      default: "Below is what it may have made: adopt or delete what it is, or forget the create."
      }
    return [
      Sentence(Phrase(why, .warning)), found,
      Sentence(Phrase("\(item.create.input?.url ?? "")  key \(item.create.key)", .muted)),
    ]
  }
}
