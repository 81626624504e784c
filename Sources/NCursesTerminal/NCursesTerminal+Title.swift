internal import CNCurses
import Glibc
import TerminalUI

extension NCursesTerminal {
  public func setTitle(_ title: String?) {
    guard title != self.title else { return }
    self.title = title
    if canDraw { sendTitle() }
  }

  /// Saves the title that was there before the first one of ours, and gives it back for none.
  func sendTitle() {
    guard WindowTitle.isSupported else { return }
    guard let title else { return giveBackTitle() }
    if !isTitleSaved {
      isTitleSaved = true
      armRestore()
      queue.send(WindowTitle.save)
    }
    queue.send(WindowTitle.set(painter.isASCII ? String(title.map(ASCIIFallback.character)) : title))
  }

  func giveBackTitle() {
    guard isTitleSaved else { return }
    queue.send(WindowTitle.restore)
    isTitleSaved = false
    armRestore()
  }

  /// Prepares the restore of an emergency for what it has to give back now.
  func armRestore() {
    guard ownership == .ours else { return }
    EmergencyRestore.arm(isTitleSaved ? titledPlan : plan)
  }
}

/// The title of the terminal's window (OSC 2) and the stack that keeps earlier ones.
enum WindowTitle {
  /// Pushes the title.
  static let save = Array("\u{1B}[22;2t".utf8)
  /// Sets an empty title and pops the one before: a terminal without the stack is left with the empty one.
  static let restore = Array("\u{1B}]2;\u{07}\u{1B}[23;2t".utf8)
  static let maxColumns = 60

  /// Cleaned and cut, because names from the server stand in it.
  static func set(_ title: String) -> [UInt8] {
    Array("\u{1B}]2;\(Truncation.end(title, to: maxColumns))\u{07}".utf8)
  }

  static var isSupported: Bool {
    Terminfo.isANSI && hasWindow(term: getenv("TERM").map { String(cString: $0) } ?? "")
  }

  /// Consoles and real terminals have no window: they would draw the text, or wait for its end for ever.
  static func hasWindow(term: String) -> Bool {
    if ["", "dumb", "linux"].contains(term) || term.hasPrefix("linux-") || term.hasPrefix("dumb-") { return false }
    // vt100, vt220 and the like; `vte` is a window.
    return !(term.hasPrefix("vt") && term.dropFirst(2).first?.isNumber == true)
  }
}
