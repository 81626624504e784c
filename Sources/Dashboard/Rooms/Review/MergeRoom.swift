import FintoroWebhooks
import TerminalUI

/// Choosing, field by field, between one's own edit and what changed on the server meanwhile.
public struct MergeRoom: Room {
  let merge: InputMerge
  /// The subscription as the server has it now.
  let subscription: Subscription
  private var choices: [InputField: InputMerge.Side] = [:]
  /// The selected index in `fields`.
  private var cursor = ListCursor()

  init(_ merge: InputMerge, _ subscription: Subscription) {
    self.merge = merge
    self.subscription = subscription
  }

  private var fields: [InputField] { merge.differing }

  private func side(of field: InputField) -> InputMerge.Side? { choices[field] ?? merge.proposal(for: field) }

  func context(in world: World) -> Context { .merge }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    guard case .command(let command, _) = input else { return [] }
    switch command {
    case .toggle, .right: changeSide(by: 1)
    case .left: changeSide(by: -1)
    case .confirm: return confirm()
    case .back: return [.close, .showMessage("Your text is kept; saving asks again.")]
    default: _ = cursor.follow(command, count: fields.count, rows: fields.count)
    }
    return []
  }

  /// Chooses the next or the previous side for the field under the cursor.
  private mutating func changeSide(by offset: Int) {
    guard fields.indices.contains(cursor.selected) else { return }
    let field = fields[cursor.selected]
    let sides = merge.sides(of: field)
    let at = side(of: field).flatMap { sides.firstIndex(of: $0) } ?? (offset > 0 ? -1 : 0)
    choices[field] = sides[(at + offset + sides.count) % sides.count]
  }

  private mutating func confirm() -> [Request] {
    if let input = merge.input(choosing: choices) { return [.close, .deliver(.merged(input, onto: subscription))] }
    let undecided = fields.firstIndex { side(of: $0) == nil } ?? cursor.selected
    cursor.select(undecided, count: fields.count, rows: fields.count)
    return [.showMessage("You and somebody else changed the \(fields[undecided].label): choose with Space.", .bad)]
  }

  func draw(in canvas: inout Canvas, of world: World) {
    let title = "\(subscription.displayName) (\(subscription.id)) changed in Fintoro meanwhile"
    let body = DialogBody(title, paragraphs)
    canvas.keys(of: .merge, body.draw(scroll(body.layout(canvas.size)), in: &canvas))
  }

  /// Scrolls so that the field under the cursor is visible.
  private func scroll(_ layout: DialogBody.Layout) -> ScrollPosition {
    var scroll = ScrollPosition()
    guard layout.isScrolled,
      let at = layout.lines.firstIndex(where: { $0.first?.text.hasPrefix("▸") == true })
    else { return scroll }
    scroll.move(by: max(0, at - 1), count: layout.lines.count, rows: layout.rows)
    return scroll
  }

  private var paragraphs: [DialogBody.Paragraph] {
    let head = DialogBody.Paragraph.text(Phrase("Nothing was sent. Your text stays until you decide.", .muted))
    return [head]
      + fields.enumerated().flatMap { index, field in
        [.blank] + lines(field, isSelected: index == cursor.selected)
      }
  }

  /// One field: your value, theirs, and which of them is chosen.
  private func lines(_ field: InputField, isSelected: Bool) -> [DialogBody.Paragraph] {
    let side = side(of: field)
    let head = DialogBody.Paragraph(
      lead: Phrase(isSelected ? "▸" : "", .strong), indent: 2,
      sentence: Sentence(
        Phrase("\(field.label): ", isSelected ? .strong : .plain),
        Phrase(Self.word(side), side == nil ? .urgent : .good)))
    return [
      head, line("yours", field, merge.mine, isTaken: side == .mine || side == .both),
      line("Fintoro", field, merge.theirs, isTaken: side == .theirs || side == .both),
    ]
  }

  /// For event types the changes of each side, for other fields their values.
  private func line(
    _ whose: String, _ field: InputField, _ input: SubscriptionInput, isTaken: Bool
  ) -> DialogBody.Paragraph {
    let text = field == .events ? Self.events(InputChange.between(merge.base, input)) : field.text(of: input)
    return DialogBody.Paragraph(
      lead: Phrase("  \(isTaken ? "✔" : " ") \(whose)", isTaken ? .good : .plain), indent: 13,
      sentence: Sentence(Phrase(text, isTaken ? .strong : .plain)))
  }

  private static func events(_ changes: [InputChange]) -> String {
    let texts = changes.filter { $0.field == .events }.map(\.text)
    return texts.isEmpty ? "unchanged" : texts.joined(separator: ", ")
  }

  private static func word(_ side: InputMerge.Side?) -> String {
    switch side {
    case .mine: "yours"
    case .theirs: "Fintoro's"
    case .both: "both changes"
    case nil: "choose, both changed it"
    }
  }
}
