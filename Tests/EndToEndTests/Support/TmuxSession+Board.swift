import TestSupport

/// Changes from the board by the keyboard, looking at the screen before each next step.
extension TmuxSession {
  /// From the list as it opens.
  func selectERPSync() async throws {
    try await waitFor("ERP sync")
    try await waitFor("the cursor on ERP sync") { $0.selectedRow?.contains("ERP sync") ?? false }
  }

  /// Opens the form of ERP sync and types behind its name.
  func editName(adding text: String) async throws {
    try await press("e")
    try await waitFor("Edit ERP sync")
    try await type(text)
  }

  /// From the form's name: goes to the button, presses it, and waits for the question.
  func pressSave() async throws {
    try await press("Tab", "Tab", "Tab", "Tab", "Enter")
    try await waitFor("Save these changes to ERP sync (801)?")
  }

  /// Opens the question for a rotation, with the new secret's file in it.
  func askToRotate() async throws {
    try await press("R")
    try await waitFor("new file, mode 0600")
  }

  /// Types the subscription's name or id, until Enter does what was asked.
  func typeToConfirm(_ word: String, _ verb: String) async throws {
    try await type(word)
    try await waitFor("Enter \(verb)")
  }

  /// From the company on the screen to the next one in the overview, or the one before.
  func goToCompany(_ direction: Direction) async throws {
    try await press("o", direction == .next ? "Down" : "Up", "Enter")
  }

  enum Direction { case next, previous }

  /// - Returns: the exit status.
  func quit() async throws -> Int32 {
    try await press("q")
    return try await waitForExit()
  }
}
