extension State {
  /// Opens a screen over the one that is there.
  mutating func go(to screen: Screen) {
    backStack.append(self.screen)
    self.screen = screen
    tellRooms()
  }

  /// Back to where one came from, as it was left.
  mutating func goBack() {
    keepPlace()
    screen = backStack.popLast() ?? .board
    // Room or data may be another by now.
    tellRooms()
  }

  /// Remembers how a screen is left, for the next time.
  mutating func keepPlace() {
    switch screen {
    case .log(let log): lastLog = log
    case .coverage(let coverage): lastCoverage = coverage
    default: break
    }
  }

  /// Tells the screen and the dialog that the window or what they show has changed. Screens below hear it when they come
  /// back.
  mutating func tellRooms() {
    _ = passToScreen(.worldChanged)
    if modal != nil { _ = passToRoom(.worldChanged) }
  }
}
