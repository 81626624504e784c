import Foundation
public import TerminalUI

extension StyleSpec {
  /// Parses `#87d7ff cyan bold`: a colour, its replacement for terminals with 8 or 16 colours, and attributes, all
  /// optional. `cyan` alone is the terminal's own cyan, `default` the terminal's own text or background.
  /// - Returns: nil if a word is not known; `badWord` finds it.
  public init?(_ text: String) {
    self.init()
    var ansi: UInt8?
    var isDefault = false
    for word in text.split(separator: " ") {
      if let rgb = Self.color(word) {
        color = rgb
      } else if word == "default" {
        isDefault = true
      } else if let number = Self.ansiNames.firstIndex(of: String(word)) {
        ansi = UInt8(number)
      } else if let attribute = Self.attributeNames.first(where: { $0.name == word }) {
        attributes.insert(attribute.value)
      } else {
        return nil
      }
    }
    if isDefault, color != nil || ansi != nil { return nil }
    if color == nil { color = ansi.map { Color(ansi: $0) } } else { color?.ansi = ansi }
  }

  /// The first word that is not valid in a style.
  public static func badWord(in text: String) -> String? {
    text.split(separator: " ").map(String.init).first { StyleSpec($0) == nil }
  }

  /// The valid words, for the error message.
  public static let expectation =
    "a colour as #rrggbb, one of \(ansiNames[0..<8].joined(separator: ", ")) (bright-… too), default, bold, dim, underline, reverse"

  private static func color(_ word: Substring) -> Color? {
    guard word.hasPrefix("#"), word.count == 7, word.dropFirst().allSatisfy(\.isHexDigit),
      let number = UInt32(word.dropFirst(), radix: 16)
    else { return nil }
    return Color(
      red: UInt8(number >> 16), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
  }

  private static let plainNames = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
  private static let ansiNames = plainNames + plainNames.map { "bright-\($0)" }
  private static let attributeNames: [(name: Substring, value: Style.Attributes)] = [
    ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse),
  ]
}

/// The contrast of two colours, by the formula of the Web Content Accessibility Guidelines.
public enum Contrast {
  /// The least contrast for text.
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
