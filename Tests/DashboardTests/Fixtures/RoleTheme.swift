import Dashboard
import TerminalUI

extension Theme {
  /// Gives every ink and every surface a colour of its own, so that a style tells its role.
  static let roles = Theme(
    name: "roles",
    surfaces: Dictionary(
      uniqueKeysWithValues: Surface.allCases.enumerated().map { index, surface in
        (surface, StyleSpec(color: Color(red: 0, green: 0, blue: UInt8(index))))
      }),
    inks: Dictionary(
      uniqueKeysWithValues: Ink.allCases.enumerated().map { index, ink in
        (ink, StyleSpec(color: Color(red: UInt8(index), green: 0, blue: 0)))
      }))

  /// Another one, without any colour.
  static let plain = Theme(name: "plain", surfaces: [:], inks: [:])

  /// `critical on screen`
  static func roleName(_ style: Style) -> String {
    let ink = style.foreground.map { Ink.allCases[Int($0.red)].rawValue } ?? "?"
    let surface = style.background.map { Surface.allCases[Int($0.blue)].rawValue } ?? "?"
    return "\(ink) on \(surface)"
  }
}
