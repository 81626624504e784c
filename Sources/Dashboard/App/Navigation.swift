import TerminalUI

extension State {
  /// Opens a screen over the one that is there.
  mutating func go(to screen: Screen) {
    backStack.append(self.screen)
    self.screen = screen
    fitScreen()
  }

  /// Back to where one came from, as it was left.
  mutating func goBack() {
    keepPlace()
    screen = backStack.popLast() ?? .board
    // Room or data may be another by now.
    fitScreen()
  }

  /// Remembers how a screen is left, for the next time.
  mutating func keepPlace() {
    switch screen {
    case .log(let log): lastLog = log
    case .coverage(let coverage): lastCoverage = coverage
    default: break
    }
  }

  /// After the window or what the screen shows has changed: nothing stays scrolled past its end.
  mutating func fitScreen() {
    _ = passToScreen(.worldChanged)
  }
}
