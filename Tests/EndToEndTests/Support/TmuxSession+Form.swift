import TestSupport

/// Creating a subscription by the keyboard, looking at the screen before each next step.
extension TmuxSession {
  /// From the list: fills the form in and chooses 13 event types in the picker.
  func fillForm(name: String, endpoint: String) async throws {
    try await press("n")
    try await waitFor("New subscription")
    try await type(name)
    try await waitFor("\(name.count) of 255")
    try await press("Tab")
    try await type(endpoint)
    try await waitFor("Fintoro looks the name up")
    // Wide windows have the picker beside the form, where there is nothing to open or to close.
    let opens = try await screen().contains("Enter chooses")
    try await press("Tab", "Tab")
    if opens { try await press("Enter") }
    try await waitFor("0 of 53 chosen")
    try await chooseEvents()
    if opens { try await press("Enter") }
    try await waitFor("New subscription")
    try await waitFor("13 of 53")
  }

  /// A whole group, one cell found by narrowing, and a row: 9 + 1 + 3 event types.
  private func chooseEvents() async throws {
    try await press("g")
    try await waitFor("9 of 53 chosen")
    try await press("/")
    try await type("invoices.paid")
    try await waitFor("only invoices") { !$0.contains(#/clients +\[/#) }
    try await press("Space")
    try await waitFor("10 of 53 chosen")
    try await press("Escape")
    try await waitFor("all events") { $0.contains(#/clients +\[/#) }
    try await press("/")
    try await type("orders")
    try await press("Enter")
    try await waitFor("filter \"orders\"")
    try await press("r")
    try await waitFor("13 of 53 chosen")
  }

  /// From the filled form's events: goes to the button and presses it.
  func pressCreate() async throws {
    try await press("Tab", "Tab", "Enter")
  }

  /// Waits for the whole dialog of a subscription's secret.
  /// - Returns: the screen then.
  func waitForSecret(of name: String) async throws -> String {
    try await waitFor("the secret of \(name)") { screen in
      screen.contains("Signing secret of \(name)") && screen.signingSecret != nil && screen.contains("Done")
        && screen.contains("╰")
    }
  }

  /// Closes the secret's dialog as soon as keys count there.
  func closeSecret() async throws {
    try await waitFor("Signing secret of")
    // Hiding tells when they do; a second Enter would go to the list behind the dialog.
    try await press("Space", until: "(hidden)")
    try await press("Enter")
    try await waitFor("the list") { !$0.contains("Signing secret of") }
  }

  /// Presses keys again and again until their effect is seen: a dialog that opens by itself takes none at first.
  func press(_ keys: String..., until text: String) async throws {
    let deadline = ContinuousClock.now + patience
    while ContinuousClock.now < deadline {
      for key in keys { try await press(key) }
      if (try? await waitFor(text, within: .milliseconds(300))) != nil { return }
    }
    try await waitFor(text)
  }
}
