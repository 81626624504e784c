import Glibc
import TerminalUI

/// Where two frames of one size differ.
enum FrameDifference {
  /// Neighbouring cells of one row. It never begins or ends inside a wide character.
  struct Run: Equatable {
    var row: Int
    var columns: Range<Int>
  }

  /// - Parameter old: nil, or of another size, for everything.
  static func runs(from old: Frame?, to new: Frame) -> [Run] {
    let columns = new.size.columns
    guard columns > 0 else { return [] }
    guard let old, old.size == new.size else {
      return (0..<new.size.rows).map { Run(row: $0, columns: 0..<columns) }
    }
    var runs: [Run] = []
    old.cells.withUnsafeBufferPointer { before in
      new.cells.withUnsafeBufferPointer { after in
        for row in 0..<new.size.rows {
          let cells = row * columns..<(row + 1) * columns
          addRuns(in: row, from: before.extracting(cells), to: after.extracting(cells), into: &runs)
        }
      }
    }
    return runs
  }

  private typealias Cells = UnsafeBufferPointer<Cell>

  private static func addRuns(in row: Int, from old: Cells, to new: Cells, into runs: inout [Run]) {
    guard !haveSameBytes(old, new) else { return }
    var at = 0
    while at < new.count {
      guard differ(old, new, at) else {
        at += 1
        continue
      }
      var first = at
      while at < new.count, differ(old, new, at) { at += 1 }
      while first > 0, new[first].character == nil { first -= 1 }
      while at < new.count, new[at].character == nil { at += 1 }
      runs.append(Run(row: row, columns: first..<at))
    }
  }

  private static func differ(_ old: Cells, _ new: Cells, _ index: Int) -> Bool {
    !haveSameBytes(old.extracting(index..<index + 1), new.extracting(index..<index + 1)) && old[index] != new[index]
  }

  /// Cells of the same bytes are equal, and comparing bytes is many times faster than comparing characters. Equal cells
  /// may still differ in bytes.
  private static func haveSameBytes(_ one: Cells, _ other: Cells) -> Bool {
    let (one, other) = (UnsafeRawBufferPointer(one), UnsafeRawBufferPointer(other))
    guard let start = one.baseAddress, let otherStart = other.baseAddress else { return true }
    return memcmp(start, otherStart, one.count) == 0
  }
}

extension Frame {
  /// The same picture in fewer bytes. Of a blank only the background shows, so a short gap takes the style of the word
  /// before it, at the left edge that of the word after it.
  ///
  /// A long gap keeps its style: ncurses erases equal blanks at once.
  func mergingGapStyles() -> Frame {
    var frame = self
    for row in 0..<size.rows {
      var column = 0
      while let gap = gap(from: column, row: row) {
        let word = self[gap.lowerBound == 0 ? gap.upperBound : gap.lowerBound - 1, row].style
        if gap.count <= Self.maxMergedGap, word.showsNothingInBlanks {
          frame.restyle(Rect(column: gap.lowerBound, row: row, columns: gap.count, rows: 1)) { style in
            style.background == word.background && style.showsNothingInBlanks ? word : style
          }
        }
        column = gap.upperBound
      }
    }
    return frame
  }

  private static let maxMergedGap = 8

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
