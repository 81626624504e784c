import TerminalUI

/// A style in the terms of one terminal: numbers of its colours, nil for its own, and attributes.
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
    }
    if depth == .eight || depth == .sixteen { keepReadable(style) }
  }

  /// Eight colours have no bright ones, but bold. Bright black is left to the terminal: as bold black it is invisible
  /// where bold does not brighten.
  private mutating func brightenByBold() {
    guard let bright = foreground, bright >= 8 else { return }
    foreground = bright == 8 ? nil : bright - 8
    if bright > 8 { attributes.insert(.bold) }
  }

  /// Two different colours that fell into one would hide the text.
  private mutating func keepReadable(_ style: Style) {
    guard let background, foreground == background, style.foreground != style.background else { return }
    foreground = background == 0 ? 7 : 0
  }
}
