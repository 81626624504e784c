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
  ///   - takesRGB: terminfo's `RGB`: a colour's number is its red, green and blue.
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
