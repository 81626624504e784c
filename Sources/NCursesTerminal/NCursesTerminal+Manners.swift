public import TerminalUI

extension NCursesTerminal {
  public func use(_ manners: TerminalManners) {
    guard manners != self.manners else { return }
    self.manners = manners
    painter.draw(asciiOnly: manners.ascii)
    guard canDraw else { return }
    setMouse()
    // Every cell may look different now.
    shown = nil
  }

  func setMouse() {
    guard let mouse = Terminfo.mouse else { return }
    send(manners.mouse ? mouse.on : mouse.off)
  }
}
