import TerminalUI

/// The nearest colour that a terminal has. Pure; the terminal's palette is never changed.
enum ColorQuantiser {
  /// 16...255: the nearest of xterm's 6x6x6 cube and 24 greys. A colour that is one of them is not changed.
  /// One of the terminal's own keeps its number.
  static func palette256(_ color: Color) -> Int {
    if color.isTerminalsOwn { return ansi16(color) }
    let (red, green, blue) = (level(color.red), level(color.green), level(color.blue))
    let cube = Color(red: levels[red], green: levels[green], blue: levels[blue])
    let average = (Int(color.red) + Int(color.green) + Int(color.blue)) / 3
    let shade = min(23, max(0, (average - 3) / 10))
    let value = UInt8(8 + 10 * shade)
    let grey = Color(red: value, green: value, blue: value)
    return distance(color, grey) < distance(color, cube) ? 232 + shade : 16 + 36 * red + 6 * green + blue
  }

  /// 0...15: the colour's own `ansi`, else the nearest of xterm's.
  static func ansi16(_ color: Color) -> Int {
    if let ansi = color.ansi, ansi < 16 { return Int(ansi) }
    return ansi.indices.min { distance(color, ansi[$0]) < distance(color, ansi[$1]) } ?? 7
  }

  /// The number of a direct colour. Numbers below 8 mean the palette, so the darkest blues are lightened a little.
  static func direct(_ color: Color) -> Int {
    if color.isTerminalsOwn { return ansi16(color) }
    return max(8, Int(color.red) << 16 | Int(color.green) << 8 | Int(color.blue))
  }

  private static let levels: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static func level(_ value: UInt8) -> Int {
    levels.indices.min { abs(Int(levels[$0]) - Int(value)) < abs(Int(levels[$1]) - Int(value)) } ?? 0
  }

  private static func distance(_ one: Color, _ other: Color) -> Int {
    let red = Int(one.red) - Int(other.red)
    let green = Int(one.green) - Int(other.green)
    let blue = Int(one.blue) - Int(other.blue)
    return red * red + green * green + blue * blue
  }

  private static let ansi: [Color] = [
    Color(red: 0, green: 0, blue: 0), Color(red: 205, green: 0, blue: 0), Color(red: 0, green: 205, blue: 0),
    Color(red: 205, green: 205, blue: 0), Color(red: 0, green: 0, blue: 238), Color(red: 205, green: 0, blue: 205),
    Color(red: 0, green: 205, blue: 205), Color(red: 229, green: 229, blue: 229),
    Color(red: 127, green: 127, blue: 127), Color(red: 255, green: 0, blue: 0), Color(red: 0, green: 255, blue: 0),
    Color(red: 255, green: 255, blue: 0), Color(red: 92, green: 92, blue: 255), Color(red: 255, green: 0, blue: 255),
    Color(red: 0, green: 255, blue: 255), Color(red: 255, green: 255, blue: 255),
  ]
}
