import FintoroWebhooks
import TerminalUI

/// Field by field: yours, theirs, and which of them is taken.
enum MergeView {
  static func draw(_ merge: MergeState, _ state: State, in canvas: inout Canvas) {
    let title = "\(merge.subscription.displayName) (\(merge.subscription.id)) changed in Fintoro meanwhile"
    let body = DialogBody(title, paragraphs(merge))
    let layout = body.layout(canvas.size)
    let controls = body.draw(scroll(merge, layout), in: &canvas)
    canvas.keys(of: .merge, controls)
  }

  /// Scrolled as far as the cursor's field needs.
  private static func scroll(_ merge: MergeState, _ layout: DialogBody.Layout) -> ScrollPosition {
    var scroll = ScrollPosition()
    guard layout.isScrolled,
      let at = layout.lines.firstIndex(where: { $0.first?.text.hasPrefix("▸") == true })
    else { return scroll }
    scroll.move(by: max(0, at - 1), count: layout.lines.count, rows: layout.rows)
    return scroll
  }

  private static func paragraphs(_ merge: MergeState) -> [DialogBody.Paragraph] {
    let head = DialogBody.Paragraph.text(Phrase("Nothing was sent. What is typed stays until you decide.", .muted))
    return [head]
      + merge.fields.enumerated().flatMap { index, field in
        [.blank] + lines(field, merge, isSelected: index == merge.row)
      }
  }

  private static func lines(_ field: InputField, _ merge: MergeState, isSelected: Bool) -> [DialogBody.Paragraph] {
    let side = merge.side(of: field)
    let head = DialogBody.Paragraph(
      lead: Phrase(isSelected ? "▸" : "", .strong), indent: 2,
      sentence: Sentence(
        Phrase("\(field.label): ", isSelected ? .strong : .plain),
        Phrase(word(side), side == nil ? .urgent : .good)))
    return [
      head, line("yours", field, merge.merge.mine, merge, isTaken: side == .mine || side == .both),
      line("Fintoro", field, merge.merge.theirs, merge, isTaken: side == .theirs || side == .both),
    ]
  }

  /// For event types what each side did, for the rest what each side has.
  private static func line(
    _ whose: String, _ field: InputField, _ input: SubscriptionInput, _ merge: MergeState, isTaken: Bool
  ) -> DialogBody.Paragraph {
    let text =
      field == .events ? events(InputChange.between(merge.merge.base, input)) : field.text(of: input)
    return DialogBody.Paragraph(
      lead: Phrase("  \(isTaken ? "✔" : " ") \(whose)", isTaken ? .good : .plain), indent: 13,
      sentence: Sentence(Phrase(text, isTaken ? .strong : .plain)))
  }

  private static func events(_ changes: [InputChange]) -> String {
    let texts = changes.filter { $0.field == .events }.map(\.text)
    return texts.isEmpty ? "as they were" : texts.joined(separator: ", ")
  }

  private static func word(_ side: InputMerge.Side?) -> String {
    switch side {
    case .mine: "yours is taken"
    case .theirs: "Fintoro's is taken"
    case .both: "the changes of both are taken"
    case nil: "both changed it: choose"
    }
  }
}
