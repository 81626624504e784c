public import TerminalUI
import Foundation

/// How readable one colour is on another, by the Web Content Accessibility Guidelines' formula.
public enum Contrast {
  /// Enough for text.
  public static let enough = 4.5

  /// 1 for equal colours, 21 for black on white.
  public static func ratio(_ one: Color, _ other: Color) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static func luminance(_ color: Color) -> Double {
    0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }

  private static func linear(_ component: UInt8) -> Double {
    let share = Double(component) / 255
    return share <= 0.03928 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
  }
}
