import TerminalUI
import Testing

@Suite("A frame")
struct FrameTests {
  private let bold = Style(attributes: .bold)

  private func frame(_ columns: Int, _ rows: Int = 1) -> Frame { Frame(Size(columns: columns, rows: rows)) }

  @Test("Text is cut at the right edge and at its limit")
  func cuts() {
    var frame = frame(5, 2)
    #expect(frame.write("abcdefg", column: 1, row: 0, style: bold) == 5)
    #expect(frame.write("abcdefg", column: 0, row: 1, style: bold, limit: 3) == 3)
    #expect(FrameText.lines(frame) == " abcd\nabc")
  }

  @Test("Rows above and below, columns beyond, and limits of nothing draw nothing")
  func outside() {
    var frame = frame(4, 2)
    let empty = frame
    for row in [-1, 2, .max, .min] { frame.write("x", column: 0, row: row, style: bold) }
    for column in [4, 5, .max] { frame.write("x", column: column, row: 0, style: bold) }
    frame.write("xyz", column: 0, row: 0, style: bold, limit: 0)
    frame.write("xyz", column: 0, row: 0, style: bold, limit: -3)
    frame.write("xyz", column: -3, row: 0, style: bold)
    #expect(frame == empty)
  }

  @Test("A text that begins left of the frame shows its rest in place")
  func negativeColumn() {
    var frame = frame(4)
    frame.write("abcdef", column: -2, row: 0, style: bold)
    #expect(FrameText.row(0, of: frame) == "cdef")
  }

  @Test("A wide character that begins left of the frame is left out, and its rest keeps its place")
  func wideOverLeftEdge() {
    var frame = frame(4)
    frame.write("日x", column: -1, row: 0, style: bold)
    #expect(FrameText.row(0, of: frame) == " x  ")
    #expect(frame[0, 0].character == " ")
  }

  @Test("A wide character that does not fit at the right edge or the limit is left out whole")
  func wideAtRightEdge() {
    var edge = frame(3)
    edge.write("a日本", column: 0, row: 0, style: bold)
    #expect(FrameText.row(0, of: edge) == "a日")
    var limited = frame(9)
    limited.write("日本語", column: 0, row: 0, style: bold, limit: 5)
    #expect(FrameText.lines(limited) == "日本")
  }

  @Test("No wide character is ever cut in half, wherever something narrower is drawn over it", arguments: 0..<8)
  func overwriting(_ column: Int) {
    var frame = frame(8)
    frame.write("日本語字", column: 0, row: 0, style: bold)
    frame.write("x", column: column, row: 0, style: Style())
    expectWhole(frame)
    #expect(frame[column, 0].character == "x")
    // The other half is a blank, and all others stand as they stood.
    #expect(frame[column ^ 1, 0].character == " ")
    #expect(FrameText.row(0, of: frame).filter { $0 != " " && $0 != "x" }.count == 3)
  }

  @Test("A wide character drawn across two others leaves blanks of them")
  func wideOverWide() {
    var frame = frame(6)
    frame.write("日本語", column: 0, row: 0, style: bold)
    frame.write("字", column: 1, row: 0, style: bold)
    expectWhole(frame)
    #expect(FrameText.row(0, of: frame) == " 字 語")
  }

  @Test("Filling and lines cut no wide character in half either", arguments: -2..<8, 0..<8)
  func filling(_ column: Int, _ columns: Int) {
    var filled = frame(6)
    filled.write("日本語", column: 0, row: 0, style: bold)
    var lined = filled
    filled.fill(Rect(column: column, row: -1, columns: columns, rows: 3), style: Style())
    lined.horizontalLine(column: column, row: 0, columns: columns, style: Style())
    expectWhole(filled)
    expectWhole(lined)
  }

  @Test("Restyling changes looks and no text")
  func restyling() {
    var frame = frame(4, 2)
    frame.write("a日b", column: 0, row: 1, style: bold)
    frame.restyle(frame.bounds) { _ in Style(attributes: .reverse) }
    #expect(frame.cells.allSatisfy { $0.style.attributes == .reverse })
    #expect(FrameText.row(1, of: frame) == "a日b")
  }

  @Test("Hostile text reaches no cell as it is")
  func hostile() {
    var frame = frame(20)
    frame.write("a\u{1B}[2Jb\u{202E}c\r\nd", column: 0, row: 0, style: bold)
    #expect(FrameText.lines(frame) == "a\u{FFFD}[2Jb\u{FFFD}c\u{FFFD}\u{FFFD}d")
  }

  @Test("A frame of no columns or no rows takes all drawing", arguments: [(0, 0), (0, 5), (5, 0), (-3, -3), (1, 1)])
  func tiny(_ columns: Int, _ rows: Int) {
    var frame = frame(columns, rows)
    frame.write("日x", column: 0, row: 0, style: bold)
    frame.fill(frame.bounds.inset(columns: 1, rows: 1), style: bold)
    frame.horizontalLine(column: 0, row: 0, columns: 9, style: bold)
    DialogBox(title: "x", border: bold, fill: bold, titleStyle: bold).draw(in: &frame, frame.bounds)
    #expect(frame.cells.count == max(0, columns) * max(0, rows))
  }

  /// Every right half has a wide character to its left, and only wide ones have one.
  private func expectWhole(_ frame: Frame, sourceLocation: SourceLocation = #_sourceLocation) {
    for row in 0..<frame.size.rows {
      for column in 0..<frame.size.columns {
        let isHalf = frame[column, row].character == nil
        let hasBase = column > 0 && frame[column - 1, row].character.map { DisplayWidth.of(String($0)) == 2 } ?? false
        #expect(isHalf == hasBase, "column \(column)", sourceLocation: sourceLocation)
      }
    }
  }
}
