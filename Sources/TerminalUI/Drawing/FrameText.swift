/// A frame as text, for snapshots and for reading a screen without colours.
public enum FrameText {
  /// One row, trailing blanks kept.
  public static func row(_ row: Int, of frame: Frame) -> String {
    String((0..<frame.size.columns).compactMap { frame[$0, row].character })
  }

  /// All rows, without trailing blanks.
  public static func lines(_ frame: Frame) -> String {
    (0..<frame.size.rows).map { trimmed(row($0, of: frame)) }.joined(separator: "\n")
  }

  /// All rows, then a line of dashes, then a letter for the style of each cell and what the letters mean.
  /// - Parameter name: what a style is called; styles of one name share a letter.
  public static func styled(_ frame: Frame, name: (Style) -> String) -> String {
    var letters: [String: Character] = [:]
    var legend: [String] = []
    let alphabet = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    func letter(_ style: Style) -> Character {
      let name = name(style)
      if let known = letters[name] { return known }
      let letter = letters.count < alphabet.count ? alphabet[letters.count] : "?"
      letters[name] = letter
      legend.append("\(letter) \(name)")
      return letter
    }
    let styles = (0..<frame.size.rows).map { row in
      String((0..<frame.size.columns).map { letter(frame[$0, row].style) })
    }
    return ([lines(frame), String(repeating: "-", count: frame.size.columns)] + styles + legend)
      .joined(separator: "\n")
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
