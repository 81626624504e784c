extension State {
  /// Opens a screen over the current one.
  mutating func go(to screen: Screen) {
    backStack.append(self.screen)
    self.screen = screen
    tellRooms()
  }

  /// Returns to the previous screen as it was left.
  mutating func goBack() {
    keepPlace()
    screen = backStack.popLast() ?? .board
    // The window or the data may have changed since.
    tellRooms()
  }

  /// Remembers the state of a screen for the next time it is opened.
  mutating func keepPlace() {
    switch screen {
    case .log(let log): lastLog = log
    case .coverage(let coverage): lastCoverage = coverage
    default: break
    }
  }

  /// Tells the screen and the dialog that the window or the data has changed. Screens below are told when they come
  /// back.
  mutating func tellRooms() {
    _ = passToScreen(.worldChanged)
    if modal != nil { _ = passToRoom(.worldChanged) }
  }
}
