import TerminalUI

/// An account without subscriptions: what one is, and how to make the first.
enum WelcomeView {
  static func draw(_ state: State, in canvas: inout Canvas) {
    let company = state.session.company ?? "This company"
    var row = 4
    canvas.text("\(company) has no webhook subscriptions yet.", .strong, column: 3, row: row)
    row += 2
    let text =
      "A subscription tells Fintoro to send chosen events, such as invoices.paid, to an HTTPS address of yours. "
      + "Each delivery is signed with a secret that Fintoro shows once; hooktop saves it to a file before showing it."
    for line in LineWrap.lines(text, columns: min(90, canvas.size.columns - 6)) {
      canvas.text(line, column: 3, row: row)
      row += 1
    }
    let at = canvas.text("n", .key, column: 3, row: row + 1)
    canvas.text("creates the first one.", .text, column: at + 1, row: row + 1)
  }
}
