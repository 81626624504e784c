import TerminalUI
import Testing

@Suite("The look of a cell")
struct StyleTests {
  private static let colors: [Color?] =
    [nil, Color(red: 0, green: 0, blue: 0), Color(red: 255, green: 254, blue: 1)]
    + (0..<16).flatMap { [Color(ansi: $0), Color(red: 1, green: 2, blue: 255, ansi: $0)] }

  @Test("Every colour, with and without its substitute, and every attribute come back as they went in")
  func kept() {
    for foreground in Self.colors {
      for background in Self.colors {
        let attributes = Style.Attributes(rawValue: UInt8.random(in: 0..<16))
        let style = Style(foreground: foreground, background: background, attributes: attributes)
        #expect(style.foreground == foreground)
        #expect(style.background == background)
        #expect(style.attributes == attributes)
        var changed = Style()
        (changed.foreground, changed.background, changed.attributes) = (foreground, background, attributes)
        #expect(changed == style)
      }
    }
  }

  @Test("Black is a colour of its own, and not the terminal's")
  func black() {
    #expect(Style(foreground: Color(red: 0, green: 0, blue: 0)) != Style())
    #expect(Style(foreground: Color(ansi: 0)) != Style(foreground: Color(red: 0, green: 0, blue: 0, ansi: 0)))
  }

  @Test("Equal cells are equal byte by byte, which is how changed rows are found")
  func bytes() {
    let cells = [Cell("a", style: Style(attributes: .bold)), Cell("a", style: Style(attributes: .bold))]
    cells.withUnsafeBytes { bytes in
      let half = bytes.count / 2
      #expect(bytes[..<half].elementsEqual(bytes[half...]))
    }
    #expect(MemoryLayout<Cell>.size == MemoryLayout<Cell>.stride, "no byte between two cells is undefined")
  }
}
