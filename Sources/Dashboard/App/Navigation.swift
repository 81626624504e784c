extension State {
  /// The one of the five screens that is shown, or lies below the one that is shown.
  var tab: Tab { ([screen] + backStack.reversed()).lazy.compactMap(\.tab).first ?? .board }

  /// Opens a screen over the current one.
  mutating func go(to screen: Screen) {
    backStack.append(self.screen)
    self.screen = screen
    notifyRooms()
  }

  /// Leaves this screen for one of the five. Esc leads from there to the board.
  mutating func switchTo(_ screen: Screen) {
    rememberState()
    backStack = []
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

  /// Remembers the state of this screen and those below it for the next time they are opened.
  mutating func rememberState() {
    for screen in backStack + [screen] {
      switch screen {
      case .log(let log): lastLog = log
      case .coverage(let coverage): lastCoverage = coverage
      default: break
      }
    }
  }

  /// Tells the screen and the dialog that the window or the data has changed. Screens below are told when they come
  /// back.
  mutating func notifyRooms() {
    _ = sendToScreen(.worldChanged)
    if modal != nil { _ = sendToRoom(.worldChanged) }
  }
}

extension Screen {
  /// Which of the five screens it is, if any.
  fileprivate var tab: Tab? {
    switch self {
    case .board: .board
    case .coverage: .coverage
    case .log: .log
    case .companies: .companies
    case .pending: .pending
    case .detail, .form, .backfill: nil
    }
  }
}
