public import TerminalUI

/// The company and profile, in the profile's colour and with the danger mark. It is shown at every width.
enum CompanyBadge {
  /// The mark before the name of a dangerous profile; it also works without colours.
  static let dangerMark = "▲"

  /// The width when nothing is cut.
  static func columns(_ session: Session, hasProfile: Bool) -> Int {
    let parts = parts(session, hasProfile: hasProfile)
    let padding = session.badgeColor == nil ? 0 : 2
    return padding + DisplayWidth.of(parts.mark + parts.company + parts.profile)
  }

  /// A company that has no name yet keeps its profile.
  private static func parts(
    _ session: Session, hasProfile: Bool
  ) -> (mark: String, company: String, profile: String) {
    let profile = hasProfile || session.company == nil ? session.profile : nil
    return (session.isDanger ? "\(dangerMark) " : "", session.company ?? "…", profile.map { " · \($0)" } ?? "")
  }

  /// - Parameter limit: the columns available. The profile is cut last, because two companies may have the same name.
  static func draw(_ session: Session, hasProfile: Bool, column: Int, limit: Int, in canvas: inout Canvas) {
    guard limit > 4 else { return }
    let (mark, name, profile) = parts(session, hasProfile: hasProfile)
    let color = canvas.theme.hasColors ? session.badgeColor : nil
    let padding = color == nil ? "" : " "
    let room = limit - DisplayWidth.of(mark + padding + padding)
    let company = Truncation.end(name, to: max(4, room - DisplayWidth.of(profile)))
    let rest = Truncation.end(profile, to: max(0, room - DisplayWidth.of(company)))
    guard let color else {
      var at = canvas.text(mark, .critical, on: .bar, column: column, row: 0, limit: limit)
      at = canvas.text(company, .strong, on: .bar, column: at, row: 0, limit: column + limit - at)
      canvas.text(rest, .muted, on: .bar, column: at, row: 0, limit: column + limit - at)
      return
    }
    canvas.badge(" \(mark)\(company)\(rest) ", color, column: column, row: 0, limit: limit)
  }
}

extension Session {
  /// The profile's colour. A dangerous profile always has one.
  var badgeColor: Color? { color ?? (isDanger ? ProfileColor.danger : nil) }
}

extension Canvas {
  /// Text on a colour of the user's own, in black or white, whichever is more readable.
  mutating func badge(_ text: String, _ color: Color, column: Int, row: Int, limit: Int) {
    let black = Color(red: 0x12, green: 0x12, blue: 0x12, ansi: 0)
    let white = Color(red: 0xFF, green: 0xFF, blue: 0xFF, ansi: 15)
    let ink = Contrast.ratio(black, color) >= Contrast.ratio(white, color) ? black : white
    styledText(
      text, Style(foreground: ink, background: color, attributes: .bold), column: column, row: row, limit: limit)
  }
}

/// The named profile colours; `#rrggbb` is allowed as well.
public enum ProfileColor {
  public static let named: [(name: String, color: Color)] = [
    ("red", Color(red: 0xD7, green: 0x5F, blue: 0x5F, ansi: 1)),
    ("orange", Color(red: 0xFF, green: 0xAF, blue: 0x5F, ansi: 3)),
    ("yellow", Color(red: 0xFF, green: 0xD7, blue: 0x5F, ansi: 11)),
    ("green", Color(red: 0x87, green: 0xD7, blue: 0x87, ansi: 2)),
    ("cyan", Color(red: 0x5F, green: 0xD7, blue: 0xD7, ansi: 6)),
    ("blue", Color(red: 0x87, green: 0xAF, blue: 0xFF, ansi: 4)),
    ("magenta", Color(red: 0xD7, green: 0x87, blue: 0xFF, ansi: 5)),
    ("grey", Color(red: 0xB2, green: 0xB2, blue: 0xB2, ansi: 7)),
  ]

  /// The colour of a dangerous profile that has none of its own.
  static let danger = named[0].color

  public static func color(_ text: String) -> Color? {
    named.first { $0.name == text }?.color ?? (text.contains(" ") ? nil : StyleSpec(text)?.color)
  }

  /// The allowed values, for the error message about an invalid colour.
  public static let expectation = named.map(\.name).joined(separator: ", ") + " or #rrggbb"
}
