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
public struct Style: Hashable, Sendable {
  public var foreground: Color?
  public var background: Color?
  public var attributes: Attributes

  public init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
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
