import TerminalUI
import Testing

@testable import NCursesTerminal

@Suite struct MouseTests {
  private func events(_ text: String) -> [TerminalEvent] {
    var decoder = InputDecoder()
    return decoder.feed(Array(text.utf8), at: .now)
  }

  @Test("A press and the wheel are told with the cell they happened on")
  func reports() {
    #expect(events("\u{1B}[<0;10;3M") == [.mouse(.press(Frame.Position(column: 9, row: 2)))])
    #expect(events("\u{1B}[<64;1;1M") == [.mouse(.scroll(-1, Frame.Position(column: 0, row: 0)))])
    #expect(events("\u{1B}[<65;200;60M") == [.mouse(.scroll(1, Frame.Position(column: 199, row: 59)))])
  }

  @Test(
    "Releases, other buttons, other keys held, and what is no report at all mean nothing",
    arguments: [
      "\u{1B}[<0;10;3m", "\u{1B}[<2;10;3M", "\u{1B}[<16;10;3M", "\u{1B}[<35;10;3M", "\u{1B}[<0;0;3M", "\u{1B}[<0;10M",
      "\u{1B}[<;;M", "\u{1B}[<0;99999999999999999999;3M", "\u{1B}[M !!",
    ])
  func nothing(report: String) {
    #expect(events(report) == [])
    #expect(events(report + "q") == [.key("q")])
  }
}
