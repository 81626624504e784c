/// Comma-separated values by RFC 4180.
enum CSV {
  static func text(_ rows: [[String]]) -> String {
    rows.map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  /// A cell that a spreadsheet would take for a formula gets an apostrophe: names are the server's.
  private static func quoted(_ cell: String) -> String {
    let cell = withoutControls(cell)
    let safe = cell.first.map { "=+-@\t\r".contains($0) } == true ? "'" + cell : cell
    let needsQuotes = safe.contains { ",\"\n\r".contains($0) || $0 == "\r\n" }
    return needsQuotes ? "\"" + safe.replacing("\"", with: "\"\"") + "\"" : safe
  }

  /// A file of values is shown on terminals as well: what would move a cursor is replaced, line breaks are kept.
  private static func withoutControls(_ cell: String) -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.generalCategory == .control && !["\n", "\r", "\t"].contains(scalar)
    }
    guard cell.unicodeScalars.contains(where: isControl) else { return cell }
    return String(String.UnicodeScalarView(cell.unicodeScalars.map { isControl($0) ? "\u{FFFD}" : $0 }))
  }
}
