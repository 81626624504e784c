import TerminalUI

/// A style in the terms of one terminal: colour numbers, nil for its default colour, and attributes.
struct CellLook: Hashable, Sendable {
  var foreground: Int?
  var background: Int?
  var attributes: Style.Attributes

  init(_ style: Style, depth: ColorDepth) {
    attributes = style.attributes
    switch depth {
    case .mono:
      break
    case .eight:
      background = style.background.map { ColorQuantiser.ansi16($0) % 8 }
      foreground = style.foreground.map { ColorQuantiser.ansi16($0) }
      brightenByBold()
    case .sixteen:
      foreground = style.foreground.map { ColorQuantiser.ansi16($0) }
      background = style.background.map { ColorQuantiser.ansi16($0) }
    case .palette256:
      foreground = style.foreground.map { ColorQuantiser.palette256($0) }
      background = style.background.map { ColorQuantiser.palette256($0) }
    case .direct:
      foreground = style.foreground.map { ColorQuantiser.direct($0) }
      background = style.background.map { ColorQuantiser.direct($0) }
      if style.foreground?.isTerminalsOwn == true { brightenByBold() }
    }
    if depth == .eight || depth == .sixteen { keepReadable(style) }
  }

  /// With eight colours bold stands for the bright ones. Bright black becomes the terminal's default: bold black is
  /// invisible where bold does not brighten.
  private mutating func brightenByBold() {
    guard let bright = foreground, bright >= 8 else { return }
    foreground = bright == 8 ? nil : bright - 8
    if bright > 8 { attributes.insert(.bold) }
  }

  /// Two different colours that became the same number would hide the text.
  private mutating func keepReadable(_ style: Style) {
    guard let background, foreground == background, style.foreground != style.background else { return }
    foreground = background == 0 ? 7 : 0
  }
}

/// How many colours a terminal can show.
public enum ColorDepth: Sendable, Hashable, Comparable, CaseIterable {
  /// Bold, underline and reverse only.
  case mono
  case eight
  case sixteen
  /// The 240 fixed colours of xterm's cube and greys; the first 16 differ from terminal to terminal.
  case palette256
  /// Red, green and blue as they are.
  case direct

  /// - Parameters:
  ///   - colors: terminfo's number of colours, 0 or less for none.
  ///   - takesRGB: terminfo's `RGB`: a colour's number holds its red, green and blue.
  init(colors: Int, takesRGB: Bool) {
    switch colors {
    case ..<8: self = .mono
    case 8..<16: self = .eight
    case 16..<256: self = .sixteen
    case (1 << 24)... where takesRGB: self = .direct
    default: self = .palette256
    }
  }
}
