@testable import NCursesTerminal
import TerminalUI
import TestSupport
import Testing

@Suite("Colours of a terminal that has few")
struct ColorQuantiserTests {
  @Test("A colour of the 256 that is the same on every terminal stays what it is", arguments: 16...255)
  func exact(_ number: Int) {
    #expect(color(ofNumber: ColorQuantiser.palette256(color(ofNumber: number))) == color(ofNumber: number))
  }

  @Test("Of the 240 fixed colours none is nearer than the one chosen")
  func nearest() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<400 {
      let bits = random.next()
      let wanted = Color(
        red: UInt8(truncatingIfNeeded: bits), green: UInt8(truncatingIfNeeded: bits >> 8),
        blue: UInt8(truncatingIfNeeded: bits >> 16))
      let chosen = ColorQuantiser.palette256(wanted)
      #expect(16...255 ~= chosen)
      let best = (16...255).map { distance(wanted, color(ofNumber: $0)) }.min()
      #expect(distance(wanted, color(ofNumber: chosen)) == best)
    }
  }

  @Test("Greys stay greys", arguments: Array(stride(from: 0, through: 255, by: 5)))
  func greys(_ value: Int) {
    let grey = UInt8(value)
    let chosen = color(ofNumber: ColorQuantiser.palette256(Color(red: grey, green: grey, blue: grey)))
    #expect(chosen.red == chosen.green && chosen.green == chosen.blue)
    #expect(abs(Int(chosen.red) - value) <= 5 || value > 238)
  }

  @Test("With 16 colours the one that a colour names is taken, else the nearest")
  func sixteen() {
    #expect(ColorQuantiser.ansi16(Color(red: 1, green: 2, blue: 3, ansi: 12)) == 12)
    #expect(ColorQuantiser.ansi16(Color(red: 250, green: 10, blue: 5)) == 9)
    #expect(ColorQuantiser.ansi16(Color(red: 200, green: 10, blue: 5)) == 1)
    #expect(ColorQuantiser.ansi16(Color(red: 0, green: 0, blue: 0)) == 0)
    // A number that is none of the sixteen names nothing.
    #expect(ColorQuantiser.ansi16(Color(red: 255, green: 255, blue: 255, ansi: 200)) == 15)
  }

  @Test("A direct colour is its red, green and blue, and never a number of the palette")
  func direct() {
    #expect(ColorQuantiser.direct(Color(red: 0x12, green: 0x34, blue: 0x56)) == 0x123456)
    #expect(ColorQuantiser.direct(Color(red: 0, green: 0, blue: 7)) == 8)
  }

  @Test("With 8 colours a bright one is its plain one in bold, and bright black is the terminal's own")
  func eight() {
    let yellow = Style(foreground: Color(red: 0, green: 0, blue: 0, ansi: 11))
    let look = CellLook(yellow, depth: .eight)
    #expect(look.foreground == 3)
    #expect(look.attributes == .bold)
    let dim = CellLook(Style(foreground: Color(red: 0, green: 0, blue: 0, ansi: 8)), depth: .eight)
    #expect(dim.foreground == nil)
    #expect(dim.attributes == [])
  }

  @Test("Two colours that fall into one leave the text readable", arguments: [ColorDepth.eight, .sixteen])
  func readable(_ depth: ColorDepth) {
    let onDark = Style(foreground: Color(red: 20, green: 0, blue: 0), background: Color(red: 0, green: 0, blue: 20))
    #expect(CellLook(onDark, depth: depth).foreground == 7)
    let onBlue = Style(foreground: Color(red: 0, green: 0, blue: 230), background: Color(red: 0, green: 0, blue: 240))
    let look = CellLook(onBlue, depth: depth)
    #expect(look.background == 4)
    #expect(look.foreground == 0)
  }

  @Test("Without colours the attributes are left")
  func mono() {
    let style = Style(
      foreground: Color(red: 1, green: 2, blue: 3), background: Color(red: 1, green: 2, blue: 3),
      attributes: [.reverse, .underline])
    let look = CellLook(style, depth: .mono)
    #expect(look.foreground == nil)
    #expect(look.background == nil)
    #expect(look.attributes == [.reverse, .underline])
  }

  @Test("The number of colours decides how they are shown")
  func depths() {
    #expect(ColorDepth(colors: -1, takesRGB: false) == .mono)
    #expect(ColorDepth(colors: 8, takesRGB: false) == .eight)
    #expect(ColorDepth(colors: 16, takesRGB: false) == .sixteen)
    #expect(ColorDepth(colors: 88, takesRGB: false) == .sixteen)
    #expect(ColorDepth(colors: 256, takesRGB: false) == .palette256)
    #expect(ColorDepth(colors: 1 << 24, takesRGB: true) == .direct)
    #expect(ColorDepth(colors: 1 << 24, takesRGB: false) == .palette256)
  }

  private func color(ofNumber number: Int) -> Color {
    if number >= 232 {
      let value = UInt8(8 + 10 * (number - 232))
      return Color(red: value, green: value, blue: value)
    }
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    let cube = number - 16
    return Color(red: levels[cube / 36], green: levels[cube / 6 % 6], blue: levels[cube % 6])
  }

  private func distance(_ one: Color, _ other: Color) -> Int {
    let red = Int(one.red) - Int(other.red)
    let green = Int(one.green) - Int(other.green)
    let blue = Int(one.blue) - Int(other.blue)
    return red * red + green * green + blue * blue
  }
}
