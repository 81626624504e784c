import FintoroWebhooks
import TerminalUI

/// The board before any list was received: loading, or the whole sentence on what is wrong.
enum NoListView {
  static func draw(_ state: State, in canvas: inout Canvas) {
    guard let failure = state.connection.failure else {
      canvas.text("Asking \(state.session.baseURL) for the subscriptions…", .muted, column: 3, row: 3)
      return
    }
    canvas.text("No subscriptions could be read yet.", .critical, column: 3, row: 3)
    let text = FailureText.sentence(failure, baseURL: state.session.baseURL)
    let room = min(96, canvas.size.columns - 6)
    var row = 5
    for line in LineWrap.lines(text, columns: room).prefix(canvas.size.rows - 10) {
      canvas.text(line, column: 3, row: row)
      row += 1
    }
    canvas.text(whatGoesOn(state), .muted, column: 3, row: row + 1)
  }

  private static func whatGoesOn(_ state: State) -> String {
    if state.connection.isLoading { return "Asking again…" }
    if state.connection.isHeld { return "On hold: nothing is tried by itself; r tries once, h goes on, q leaves." }
    return state.connection.isLimited(at: state.now)
      ? "Nothing is sent until then; after it hooktop asks again. q leaves."
      : "hooktop goes on trying; r tries now, q leaves."
  }
}
