import TerminalUI

extension Frame {
  /// The same to look at, in fewer bytes: of a blank only the background is seen, so a short gap between words has the
  /// ink of the word before it, and one at the edge that of the word behind it.
  ///
  /// A long gap keeps its ink: ncurses erases blanks at one go where they are all alike.
  func inkingGaps() -> Frame {
    var frame = self
    for row in 0..<size.rows {
      var column = 0
      while let gap = gap(from: column, row: row) {
        let word = self[gap.lowerBound == 0 ? gap.upperBound : gap.lowerBound - 1, row].style
        if gap.count <= Self.maxInkedGap, word.showsNothingInBlanks {
          frame.restyle(Rect(column: gap.lowerBound, row: row, columns: gap.count, rows: 1)) { style in
            style.background == word.background && style.showsNothingInBlanks ? word : style
          }
        }
        column = gap.upperBound
      }
    }
    return frame
  }

  private static let maxInkedGap = 8

  /// The next blanks of a row that end before a word.
  private func gap(from column: Int, row: Int) -> Range<Int>? {
    let start = row * size.columns
    let line = cells[start + column..<start + size.columns]
    guard let first = line.firstIndex(where: { $0.character == " " }),
      let end = line[first...].firstIndex(where: { $0.character != " " })
    else { return nil }
    return first - start..<end - start
  }
}

extension Style {
  fileprivate var showsNothingInBlanks: Bool { attributes.isDisjoint(with: [.underline, .reverse]) }
}
