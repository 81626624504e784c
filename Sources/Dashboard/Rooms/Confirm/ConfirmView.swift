import FintoroWebhooks
import TerminalUI

/// The dialog before something that cannot be undone.
enum ConfirmView {
  static func draw(_ confirm: ConfirmState, _ state: State, in canvas: inout Canvas) {
    var body = DialogBody(confirm.title, paragraphs(confirm, state), controls: confirm.hasSecretPath ? 4 : 2)
    // The arrows go from field to field here.
    body.canScroll = false
    var place = body.draw(in: &canvas)
    if confirm.hasSecretPath {
      drawSecret(confirm, state, place, in: &canvas)
      place = Rect(column: place.column, row: place.row + 2, columns: place.columns, rows: place.rows - 2)
    }
    if let write = state.custody.write(on: confirm.subject), confirm.isSending {
      canvas.text(write.progress(at: state.now), .warning, on: .dialog, column: place.column, row: place.row)
      return
    }
    let question = "Type \(wording(confirm, place)) to \(confirm.verb):"
    let at = canvas.text(
      question, confirm.focus == .word ? .key : .muted, on: .dialog, column: place.column, row: place.row)
    let field = Rect(column: at + 1, row: place.row, columns: max(8, min(40, place.maxColumn - at - 1)), rows: 1)
    canvas.field(confirm.word, field, focused: confirm.focus == .word)
    let enter = confirm.isConfirmed ? confirm.verb : "alone does nothing"
    let after = canvas.text("Enter", .key, on: .dialog, column: place.column, row: place.row + 1) + 1
    let keys =
      canvas.text(
        enter, confirm.isConfirmed ? .critical : .muted, on: .dialog, column: after, row: place.row + 1) + 3
    canvas.keys(
      of: .confirm, Rect(column: keys, row: place.row + 1, columns: place.maxColumn - keys, rows: 1))
  }

  /// A name that is too long to be typed for fun gives way to the id.
  private static func wording(_ confirm: ConfirmState, _ place: Rect) -> String {
    let words = confirm.words
    let both = words.joined(separator: " or ")
    if DisplayWidth.of(both) <= place.columns - 30 { return both }
    return words.last ?? ""
  }

  private static func paragraphs(_ confirm: ConfirmState, _ state: State) -> [DialogBody.Paragraph] {
    let problems = [confirm.problem, confirm.hasSecretPath ? confirm.secretCheck?.problem : nil].compactMap { $0 }
    // What went wrong first: where room is short, the rest was read before.
    return problems.flatMap { [.text(Phrase("✖ \($0)", .urgent)), .blank] }
      + confirm.paragraphs(of: state.session.title)
  }

  private static func drawSecret(_ confirm: ConfirmState, _ state: State, _ place: Rect, in canvas: inout Canvas) {
    let isFocused = confirm.focus == .secret && !confirm.isSending
    let at = canvas.text(
      "New secret to", isFocused ? .key : .muted, on: .dialog, column: place.column, row: place.row)
    canvas.field(
      confirm.secretPath, Rect(column: at + 1, row: place.row, columns: place.maxColumn - at - 1, rows: 1),
      focused: isFocused)
    guard let check = confirm.secretCheck else {
      canvas.text("looking…", .muted, on: .dialog, column: at + 2, row: place.row + 1)
      return
    }
    if check.problem == nil {
      canvas.text("✔ new file, mode 0600", .good, on: .dialog, column: at + 2, row: place.row + 1)
    } else {
      canvas.text("✖ see above", .critical, on: .dialog, column: at + 2, row: place.row + 1)
    }
  }
}
