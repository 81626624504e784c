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

  /// `critical on screen`; `own` where it is a colour that the user has chosen.
  static func roleName(_ style: Style) -> String {
    "\(name(style.foreground, \.red, Ink.self)) on \(name(style.background, \.blue, Surface.self))"
  }

  private static func name<Role: NamedRole>(
    _ color: Color?, _ index: KeyPath<Color, UInt8>, _: Role.Type
  ) -> String {
    guard let color else { return "?" }
    let index = Int(color[keyPath: index])
    let others = Int(color.red) + Int(color.green) + Int(color.blue) - index
    return others == 0 ? Role(rawValue: index)?.name ?? "own" : "own"
  }
}
