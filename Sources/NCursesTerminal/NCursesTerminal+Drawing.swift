internal import CNCurses
import struct Foundation.Data
import Glibc
public import TerminalUI

extension NCursesTerminal {
  public func draw(_ frame: Frame) {
    // After a resize nothing is drawn until the program knows the new size.
    guard canDraw, windowSize().map({ $0 == size }) ?? true else { return }
    let isWhole = shown == nil || shown?.size != frame.size
    if !paint(frame) {
      painter.resetColors()
      shown = nil
      _ = paint(frame)
    }
    place(frame.cursor)
    wrefresh(window)
    shown = frame
    let drawn = painter.isUTF8 ? capture.take() : RepeatExpansion.expanded(capture.take())
    let bytes = RenditionMerging.merged(drawn)
    guard !bytes.isEmpty else { return }
    let update = isWhole ? synchronizedUpdate : nil
    let question = pacing.sendsFrame(at: .now) ? FramePacing.question : []
    queue.send((update?.begin ?? []) + bytes + (update?.end ?? []) + question)
  }

  /// - Returns: whether there were pairs for all colours.
  private func paint(_ frame: Frame) -> Bool {
    if shown?.size != frame.size {
      shown = nil
      werase(window)
    }
    let columns = min(frame.size.columns, size.columns)
    var isComplete = true
    var line: [cchar_t] = []
    for changed in FrameDifference.lines(from: shown, to: frame) where changed.row < size.rows {
      for run in changed.changes where run.lowerBound < columns {
        line.removeAll(keepingCapacity: true)
        if !painter.paint(changed.cells[run.lowerBound..<min(run.upperBound, columns)], into: &line) {
          isComplete = false
        }
        mvwadd_wchnstr(window, Int32(changed.row), Int32(run.lowerBound), line, Int32(line.count))
      }
    }
    return isComplete
  }

  private func place(_ cursor: Frame.Position?) {
    let isHidden = cursor == nil && curs_set(0) != ERR
    if cursor != nil { curs_set(1) }
    // A hidden one stays where drawing has left it; one that cannot be hidden goes to the last corner.
    leaveok(window, isHidden)
    let at = cursor ?? Frame.Position(column: size.columns - 1, row: size.rows - 1)
    wmove(
      window, Int32(min(max(0, at.row), size.rows - 1)), Int32(min(max(0, at.column), size.columns - 1)))
  }
}

extension NCursesTerminal {
  public func use(_ terminal: TerminalPreferences) {
    guard terminal != self.terminal else { return }
    self.terminal = terminal
    painter.draw(asciiOnly: terminal.ascii)
    guard canDraw else { return }
    setMouse()
    // Every cell may look different.
    shown = nil
  }

  func setMouse() {
    guard let mouse = Terminfo.mouse else { return }
    queue.send(terminal.mouse ? mouse.on : mouse.off)
  }
}

extension NCursesTerminal {
  /// Not for terminals without a second screen: some of them would draw the text.
  public func copyToClipboard(_ text: String) {
    guard canDraw, Terminfo.isANSI, Terminfo.bytes("rmcup") != nil else { return }
    queue.sendIfRoom(Array("\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{07}".utf8))
  }
}
