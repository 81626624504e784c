import FintoroWebhooks
import TerminalUI

/// The board before any list was received: loading, or why there is none.
enum NoListView {
  static func draw(_ world: World, in canvas: inout Canvas) {
    guard let failure = world.connection.failure else {
      canvas.text("Asking \(world.session.baseURL) for the subscriptions…", .muted, column: 3, row: 3)
      return
    }
    canvas.text("No list of subscriptions yet.", .critical, column: 3, row: 3)
    let text = world.sentence(failure)
    let room = min(96, canvas.size.columns - 6)
    var row = 5
    for line in LineWrap.lines(text, columns: room).prefix(canvas.size.rows - 10) {
      canvas.text(line, column: 3, row: row)
      row += 1
    }
    canvas.text(progressText(world), .muted, column: 3, row: row + 1)
  }

  private static func progressText(_ world: World) -> String {
    if world.connection.isLoading { return "Asking again…" }
    if world.connection.isStopped { return "Refreshing stopped: r tries once, z goes on, q quits." }
    return world.connection.isLimited(at: world.now)
      ? "Nothing is sent until then; hooktop tries again by itself. q quits."
      : "hooktop keeps trying; r tries now, q quits."
  }
}

/// An account without subscriptions: what a subscription is, and how to create one.
enum WelcomeView {
  static func draw(_ world: World, in canvas: inout Canvas) {
    var row = 4
    for line in LineWrap.lines(title(world), columns: canvas.size.columns - 6) {
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
    canvas.text(world.log.hasSeenDeletion ? "creates one." : "creates the first one.", column: at + 1, row: row + 1)
  }

  /// The result of the last answer; if that is old, the title says so.
  private static func title(_ world: World) -> String {
    let company = world.session.company ?? "This company"
    if let date = world.connection.asOf(at: world.now) {
      let time = TimeText.clock(date, at: world.now, in: world.zone)
      return "\(company) had no webhook subscriptions at \(time), when Fintoro last answered."
    }
    return world.log.hasSeenDeletion
      ? "\(company) has no webhook subscriptions any more. They were deleted; L shows when."
      : "\(company) has no webhook subscriptions yet."
  }
}
