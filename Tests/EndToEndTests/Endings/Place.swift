import TestSupport
import Testing

/// Where in the program somebody is when it ends.
enum Place: CaseIterable, CustomTestStringConvertible {
  case list, form, secret

  var testDescription: String {
    switch self {
    case .list: "the list"
    case .form: "the form"
    case .secret: "the secret's dialog"
    }
  }

  /// Goes there, with keys on the terminal that the program has just been started on.
  func open(on terminal: PseudoTerminal) async throws {
    switch self {
    case .list: try await terminal.openList()
    case .form: try await terminal.openForm()
    case .secret:
      try await terminal.openSecret()
      // The button waits for the newest word on the file, which nothing on the screen tells from the one before it.
      let deadline = ContinuousClock.now + patience
      while (try? await terminal.waitForOutput("whsec_fintoro_", within: .seconds(1))) == nil {
        guard ContinuousClock.now < deadline else { throw TestFailure("the secret never came") }
        terminal.send("\r")
      }
      // All of the dialog is written: its last row stands below the secret.
      try await terminal.waitForOutput("Copy to clipboard")
    }
  }
}
