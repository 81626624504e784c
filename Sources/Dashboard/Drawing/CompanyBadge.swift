public import TerminalUI

/// Whose data it is: company and profile, in the profile's colour and with the mark of danger. It stands at every width.
enum CompanyBadge {
  /// Before the name of a profile that is marked as dangerous; it tells without colours, too.
  static let dangerMark = "▲"

  /// The columns that it takes where nothing is cut, without the profile's colour.
  static func columns(_ session: Session) -> Int {
    let parts = parts(session)
    return DisplayWidth.of(parts.mark + parts.company + parts.profile)
  }

  private static func parts(_ session: Session) -> (mark: String, company: String, profile: String) {
    (
      session.isDanger ? "\(dangerMark) " : "", session.company ?? "…", session.profile.map { " · \($0)" } ?? ""
    )
  }

  /// - Parameter limit: columns there are; the profile is cut last, for two companies may have one name.
  static func draw(_ session: Session, column: Int, limit: Int, in canvas: inout Canvas) {
    guard limit > 4 else { return }
    let (mark, name, profile) = parts(session)
    let color = canvas.theme.hasColors ? session.wornColor : nil
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
  /// Its own colour; a dangerous profile always has one.
  var wornColor: Color? { color ?? (isDanger ? ProfileColor.danger : nil) }
}

extension Canvas {
  /// A text on a colour of the user's own, in black or white, whichever is read better.
  mutating func badge(_ text: String, _ color: Color, column: Int, row: Int, limit: Int) {
    let black = Color(red: 0x12, green: 0x12, blue: 0x12, ansi: 0)
    let white = Color(red: 0xFF, green: 0xFF, blue: 0xFF, ansi: 15)
    let ink = Contrast.ratio(black, color) >= Contrast.ratio(white, color) ? black : white
    own(text, Style(foreground: ink, background: color, attributes: .bold), column: column, row: row, limit: limit)
  }
}

/// The colours that a profile can wear, by name; `#rrggbb` is one as well.
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

  /// What a profile that is marked as dangerous wears when it has no colour of its own.
  static let danger = named[0].color

  public static func color(_ text: String) -> Color? {
    named.first { $0.name == text }?.color ?? (text.contains(" ") ? nil : StyleSpec(text)?.color)
  }

  /// For the sentence on a colour that cannot be read.
  public static let expectation = named.map(\.name).joined(separator: ", ") + " or #rrggbb"
}
