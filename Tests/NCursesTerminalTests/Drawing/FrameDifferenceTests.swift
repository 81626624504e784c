@testable import NCursesTerminal
import TerminalUI
import TestSupport
import Testing

@Suite("What of a frame is sent")
struct FrameDifferenceTests {
  private func frame(_ lines: String...) -> Frame {
    var frame = Frame(Size(columns: 10, rows: lines.count))
    for (row, line) in lines.enumerated() { frame.write(line, column: 0, row: row, style: Style()) }
    return frame
  }

  private struct Run: Equatable {
    var row: Int
    var columns: Range<Int>
  }

  private func runs(_ old: Frame?, _ new: Frame) -> [Run] {
    FrameDifference.lines(from: old, to: new).flatMap { line in line.changes.map { Run(row: line.row, columns: $0) } }
  }

  @Test("Nothing of a frame that is the same, all of one that is the first or has another size")
  func wholeOrNothing() {
    #expect(runs(frame("abc"), frame("abc")) == [])
    #expect(runs(nil, frame("abc", "")) == [Run(row: 0, columns: 0..<10), Run(row: 1, columns: 0..<10)])
    #expect(runs(frame("abc", ""), frame("abc")) == [Run(row: 0, columns: 0..<10)])
  }

  @Test("Only the cells that changed, run by run")
  func changed() {
    #expect(
      runs(frame("abcdefgh", "x"), frame("aXcdeYZh", "y")) == [
        Run(row: 0, columns: 1..<2), Run(row: 0, columns: 5..<7), Run(row: 1, columns: 0..<1),
      ])
  }

  @Test("A change of look is a change")
  func look() {
    var bold = frame("abc")
    bold.restyle(Rect(column: 1, row: 0, columns: 1, rows: 1)) { _ in Style(attributes: .bold) }
    #expect(runs(frame("abc"), bold) == [Run(row: 0, columns: 1..<2)])
  }

  @Test("A wide character is sent whole, whichever half of it changed", arguments: 0..<2)
  func wide(_ half: Int) {
    var restyled = frame("a日b")
    restyled.restyle(Rect(column: 1 + half, row: 0, columns: 1, rows: 1)) { _ in Style(attributes: .bold) }
    #expect(runs(frame("a日b"), restyled) == [Run(row: 0, columns: 1..<3)])
  }

  @Test("Applying the runs to the old frame gives the new one, for any two frames")
  func complete() {
    var random = SeededGenerator(seed: 3)
    let pieces = ["a", "b", " ", "日", "本", "e\u{301}"]
    func line() -> String {
      (0..<12).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
    }
    for _ in 0..<200 {
      let (old, new) = (frame(line(), line()), frame(line(), line()))
      var cells = old.cells
      for run in runs(old, new) {
        #expect(new[run.columns.lowerBound, run.row].character != nil)
        for column in run.columns { cells[run.row * 10 + column] = new[column, run.row] }
        let after = run.columns.upperBound
        #expect(after == 10 || new[after, run.row].character != nil)
      }
      #expect(cells == new.cells)
    }
  }
}
