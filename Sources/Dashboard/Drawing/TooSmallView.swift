import TerminalUI

/// What a window shows that is too small for anything else.
enum TooSmallView {
  static func fits(_ size: Size) -> Bool { size.columns >= 60 && size.rows >= 16 }

  static func draw(_ session: Session, in canvas: inout Canvas) {
    let size = canvas.size
    let text =
      "80x24 needed, 60x16 at the least; this is \(size.columns)x\(size.rows). Make it larger, or Ctrl-C leaves."
    let lines = LineWrap.lines(text, columns: max(1, size.columns)) + [session.title]
    for (index, line) in lines.prefix(size.rows).enumerated() {
      canvas.text(line, .text, column: 0, row: index)
    }
  }
}
