import TestSupport

/// Going to a screen blindly: keys are sent ahead, and only the last thing is waited for.
extension PseudoTerminal {
  /// The first screen, with the list.
  func openList() async throws {
    try await waitForOutput("ERP sync")
  }

  /// The form, with a name typed in.
  func openForm() async throws {
    try await openList()
    send("n")
    try await waitForOutput("mode 0600")
    send("Nightly")
    try await waitForOutput("7 of 255")
  }

  /// A filled form whose button was pressed; what comes next is for the caller to wait for.
  func openSecret() async throws {
    try await openForm()
    send("\tnightly.example.com\t\t\ra\r\t\t")
    // Which says that the file is called after the name by now.
    try await waitForOutput("nightly.secret")
    send("\r")
  }
}
