public import TerminalUI

extension NCursesTerminal {
  public func use(_ terminal: TerminalPreferences) {
    guard terminal != self.terminal else { return }
    self.terminal = terminal
    painter.draw(asciiOnly: terminal.ascii)
    guard canDraw else { return }
    setMouse()
    // Every cell may look different now.
    shown = nil
  }

  func setMouse() {
    guard let mouse = Terminfo.mouse else { return }
    send(terminal.mouse ? mouse.on : mouse.off)
  }
}
