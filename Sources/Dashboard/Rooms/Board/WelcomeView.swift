import FintoroWebhooks
import TerminalUI

/// An account without subscriptions: what one is, and how to make one.
enum WelcomeView {
  static func draw(_ state: State, in canvas: inout Canvas) {
    var row = 4
    for line in LineWrap.lines(title(state), columns: canvas.size.columns - 6) {
      canvas.text(line, .strong, column: 3, row: row)
      row += 1
    }
    row += 1
    let text =
      "A subscription tells Fintoro to send chosen events, such as invoices.paid, to an HTTPS address of yours. "
      + "Each delivery is signed with a secret that Fintoro shows once; hooktop saves it to a file before showing it."
    for line in LineWrap.lines(text, columns: min(90, canvas.size.columns - 6)) {
      canvas.text(line, column: 3, row: row)
      row += 1
    }
    let at = canvas.text("n", .key, column: 3, row: row + 1)
    canvas.text(state.log.hasSeenVanish ? "creates one." : "creates the first one.", column: at + 1, row: row + 1)
  }

  /// What the last answer said, and no more than that where it is an old one.
  private static func title(_ state: State) -> String {
    let company = state.session.company ?? "This company"
    if let date = state.connection.asOf(at: state.now) {
      let time = TimeText.clock(date, at: state.now, in: state.zone)
      return "\(company) had no webhook subscriptions at \(time), when Fintoro last answered."
    }
    return state.log.hasSeenVanish
      ? "\(company) has no webhook subscriptions any more: those that were listed are gone; l tells when."
      : "\(company) has no webhook subscriptions yet."
  }
}
