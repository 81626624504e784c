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
    canvas.text("hooktop goes on trying; r tries now, q leaves.", .muted, column: 3, row: row + 1)
  }
}
