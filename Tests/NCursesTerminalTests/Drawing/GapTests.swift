@testable import NCursesTerminal
import TerminalUI
import Testing

@Suite("The style of blanks")
struct GapTests {
  private static let red = Style(foreground: Color(red: 200, green: 0, blue: 0), attributes: .bold)
  private static let green = Style(foreground: Color(red: 0, green: 200, blue: 0))
  private static let plain = Style(foreground: Color(red: 200, green: 200, blue: 200))

  private func frame(gap: Int) -> Frame {
    var frame = Frame(Size(columns: 20, rows: 1), style: Self.plain)
    frame.write("ab", column: 2, row: 0, style: Self.red)
    frame.write("cd", column: 4 + gap, row: 0, style: Self.green)
    return frame
  }

  private func styles(_ frame: Frame) -> [Style] { frame.mergedRow(0).map(\.style) }

  @Test("A gap has the ink of the word before it, or behind it at the left edge; at the right edge its own")
  func short() {
    let red = Array(repeating: Self.red, count: 7)
    let rest = [Self.green, Self.green] + Array(repeating: Self.plain, count: 11)
    #expect(styles(frame(gap: 3)) == red + rest)
  }

  @Test("A long gap, which is erased at one go, has its own")
  func long() {
    let inked = styles(frame(gap: 9))
    #expect(inked[4..<13].allSatisfy { $0 == Self.plain })
  }

  @Test("What is seen of a blank stays: its background, a line below it, a reversed look")
  func seen() {
    var frame = frame(gap: 3)
    let blanks = [
      Style(background: Color(red: 9, green: 9, blue: 9)), Style(attributes: .underline), Style(attributes: .reverse),
    ]
    for (offset, style) in blanks.enumerated() {
      frame.restyle(Rect(column: 4 + offset, row: 0, columns: 1, rows: 1)) { _ in style }
    }
    #expect(Array(styles(frame)[4..<7]) == blanks)
    frame.restyle(Rect(column: 2, row: 0, columns: 2, rows: 1)) { _ in Style(attributes: .underline) }
    frame.fill(Rect(column: 4, row: 0, columns: 3, rows: 1), style: Self.plain)
    #expect(Array(styles(frame)[4..<7]) == Array(repeating: Self.plain, count: 3))
  }

  @Test("The text is the same")
  func text() {
    let frame = frame(gap: 3)
    #expect(frame.mergedRow(0).map(\.character) == frame.cells.map(\.character))
  }
}
