import Glibc
package import TerminalUI

/// Where two frames of one size differ.
package enum FrameDifference {
  /// A row with its cells as they are sent.
  package struct Line: Equatable {
    package var row: Int
    package var cells: [Cell]
    /// The columns that changed. No range begins or ends inside a wide character.
    package var changes: [Range<Int>]
  }

  /// - Parameter old: nil, or of another size, for everything.
  /// - Returns: the lines that changed.
  package static func lines(from old: Frame?, to new: Frame) -> [Line] {
    let columns = new.size.columns
    guard columns > 0 else { return [] }
    guard let old, old.size == new.size else {
      return (0..<new.size.rows).map { Line(row: $0, cells: new.mergedRow($0), changes: [0..<columns]) }
    }
    return changedRows(from: old, to: new).compactMap { row in
      let cells = new.mergedRow(row)
      let changes = changes(from: old.mergedRow(row), to: cells)
      return changes.isEmpty ? nil : Line(row: row, cells: cells, changes: changes)
    }
  }

  private static func changedRows(from old: Frame, to new: Frame) -> [Int] {
    let columns = new.size.columns
    return old.cells.withUnsafeBufferPointer { before in
      new.cells.withUnsafeBufferPointer { after in
        (0..<new.size.rows).filter { row in
          let cells = row * columns..<(row + 1) * columns
          return !haveSameBytes(before.extracting(cells), after.extracting(cells))
        }
      }
    }
  }

  private typealias Cells = UnsafeBufferPointer<Cell>

  private static func changes(from old: [Cell], to new: [Cell]) -> [Range<Int>] {
    old.withUnsafeBufferPointer { old in new.withUnsafeBufferPointer { changes(from: old, to: $0) } }
  }

  private static func changes(from old: Cells, to new: Cells) -> [Range<Int>] {
    var changes: [Range<Int>] = []
    var at = 0
    while at < new.count {
      guard old[at] != new[at] else {
        at += 1
        continue
      }
      var first = at
      while at < new.count, old[at] != new[at] { at += 1 }
      while first > 0, new[first].isRightHalf { first -= 1 }
      while at < new.count, new[at].isRightHalf { at += 1 }
      changes.append(first..<at)
    }
    return changes
  }

  /// Equal cells have equal bytes, and comparing bytes is many times faster than comparing cells.
  private static func haveSameBytes(_ one: Cells, _ other: Cells) -> Bool {
    let (one, other) = (UnsafeRawBufferPointer(one), UnsafeRawBufferPointer(other))
    guard let start = one.baseAddress, let otherStart = other.baseAddress else { return true }
    return memcmp(start, otherStart, one.count) == 0
  }
}

extension Frame {
  /// A row that looks the same in fewer bytes. Of a blank only the background shows, so a short gap takes the style of the
  /// word before it, at the left edge that of the word after it.
  ///
  /// A long gap keeps its style: ncurses erases equal blanks at once.
  func mergedRow(_ row: Int) -> [Cell] {
    var line = Array(cells[row * size.columns..<(row + 1) * size.columns])
    var column = 0
    while let gap = Self.gap(in: line, from: column) {
      let word = line[gap.lowerBound == 0 ? gap.upperBound : gap.lowerBound - 1].style
      if gap.count <= Self.maxMergedGap, word.showsNothingInBlanks {
        for at in gap where line[at].style.background == word.background && line[at].style.showsNothingInBlanks {
          line[at].style = word
        }
      }
      column = gap.upperBound
    }
    return line
  }

  private static let maxMergedGap = 8

  /// The next blanks of a row that end before a word.
  private static func gap(in line: [Cell], from column: Int) -> Range<Int>? {
    guard let first = line[column...].firstIndex(where: \.isBlank),
      let end = line[first...].firstIndex(where: { !$0.isBlank })
    else { return nil }
    return first..<end
  }
}

extension Style {
  fileprivate var showsNothingInBlanks: Bool { attributes.isDisjoint(with: [.underline, .reverse]) }
}
