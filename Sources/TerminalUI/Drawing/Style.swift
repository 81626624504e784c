/// A colour, with its substitute on terminals with 8 or 16 colours.
public struct Color: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8
  /// 0...15 in the order of ANSI (black, red, green, yellow, blue, magenta, cyan, white, then the bright ones).
  /// Nil takes the nearest of them.
  public var ansi: UInt8?
  /// Whether `ansi` is meant on every terminal, in whatever colour people gave to it there.
  public let isTerminalsOwn: Bool

  public init(red: UInt8, green: UInt8, blue: UInt8, ansi: UInt8? = nil) {
    self.red = red
    self.green = green
    self.blue = blue
    self.ansi = ansi
    isTerminalsOwn = false
  }

  /// One of the terminal's own 16 colours. What it looks like is not known; red, green and blue are zero.
  public init(ansi: UInt8) {
    (red, green, blue) = (0, 0, 0)
    self.ansi = ansi
    isTerminalsOwn = true
  }
}

/// How a cell looks. No colour means the terminal's own.
///
/// Kept in whole words: a frame is thousands of styles, and equal ones are equal byte by byte.
public struct Style: Hashable, Sendable {
  private var foregroundBits: UInt32
  private var backgroundBits: UInt32
  private var attributeBits: UInt32

  public init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
    foregroundBits = Color.bits(foreground)
    backgroundBits = Color.bits(background)
    attributeBits = UInt32(attributes.rawValue)
  }

  public var foreground: Color? {
    get { Color(bits: foregroundBits) }
    set { foregroundBits = Color.bits(newValue) }
  }

  public var background: Color? {
    get { Color(bits: backgroundBits) }
    set { backgroundBits = Color.bits(newValue) }
  }

  public var attributes: Attributes {
    get { Attributes(rawValue: UInt8(truncatingIfNeeded: attributeBits)) }
    set { attributeBits = UInt32(newValue.rawValue) }
  }

  public struct Attributes: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    public static let bold = Attributes(rawValue: 1)
    public static let underline = Attributes(rawValue: 2)
    public static let reverse = Attributes(rawValue: 4)
    /// Fainter, where the terminal can do that.
    public static let dim = Attributes(rawValue: 8)
  }
}

extension Color {
  /// From the lowest: blue, green, red, the number in ANSI's order plus one or 0 for none, whether it is the terminal's
  /// own. All zero for no colour: a colour has bit 31.
  fileprivate static func bits(_ color: Color?) -> UInt32 {
    guard let color else { return 0 }
    let rgb = UInt32(color.red) << 16 | UInt32(color.green) << 8 | UInt32(color.blue)
    let number = color.ansi.map { UInt32($0 & 15) + 1 } ?? 0
    return 1 << 31 | (color.isTerminalsOwn ? 1 << 30 : 0) | number << 24 | rgb
  }

  fileprivate init?(bits: UInt32) {
    guard bits != 0 else { return nil }
    let number = bits >> 24 & 31
    if bits & 1 << 30 != 0, number > 0 {
      self.init(ansi: UInt8(number - 1))
    } else {
      self.init(
        red: UInt8(bits >> 16 & 255), green: UInt8(bits >> 8 & 255), blue: UInt8(bits & 255),
        ansi: number > 0 ? UInt8(number - 1) : nil)
    }
  }
}
