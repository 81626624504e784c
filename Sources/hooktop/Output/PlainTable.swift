import TerminalUI

/// Rows of text in columns for stdout: no colours, no escape codes, every cell made safe to show.
struct PlainTable {
  var header: [String]
  var rightAligned: [Bool]
  var rows: [[String]]

  /// One line for each row, without trailing blanks.
  var text: String {
    let table = ([header] + rows).map { $0.map(VisibleText.clean) }
    let widths = header.indices.map { column in table.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    return table.map { row in
      let cells = row.indices.map { column in
        let blanks = String(repeating: " ", count: widths[column] - DisplayWidth.of(row[column]))
        if rightAligned[column] { return blanks + row[column] }
        return column == row.count - 1 ? row[column] : row[column] + blanks
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }

  /// Lines of label and value without a header, for the fields of one thing.
  static func fields(_ fields: [(String, String)]) -> String {
    let width = fields.map { DisplayWidth.of($0.0) }.max() ?? 0
    return fields.map { label, value in
      let gap = String(repeating: " ", count: width - DisplayWidth.of(label) + 2)
      return VisibleText.clean(label) + gap + VisibleText.clean(value) + "\n"
    }.joined()
  }

  static func line(_ text: String) -> String { VisibleText.clean(text) + "\n" }
}
