extension State {
  /// Opens a screen over the current one.
  mutating func go(to screen: Screen) {
    backStack.append(self.screen)
    self.screen = screen
    notifyRooms()
  }

  /// Returns to the previous screen as it was left.
  mutating func goBack() {
    rememberState()
    screen = backStack.popLast() ?? .board
    // The window or the data may have changed since.
    notifyRooms()
  }

  /// Remembers the state of a screen for the next time it is opened.
  mutating func rememberState() {
    switch screen {
    case .log(let log): lastLog = log
    case .coverage(let coverage): lastCoverage = coverage
    default: break
    }
  }

  /// Tells the screen and the dialog that the window or the data has changed. Screens below are told when they come
  /// back.
  mutating func notifyRooms() {
    _ = sendToScreen(.worldChanged)
    if modal != nil { _ = sendToRoom(.worldChanged) }
  }
}
