import TerminalUI

/// Where two frames of one size differ.
enum FrameDifference {
  /// Neighbouring cells of one row. It begins and ends at the edge of a character, never in the middle of a wide one.
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
          let start = row * columns
          var at = 0
          while at < columns {
            guard before[start + at] != after[start + at] else {
              at += 1
              continue
            }
            var first = at
            while at < columns, before[start + at] != after[start + at] { at += 1 }
            while first > 0, after[start + first].character == nil { first -= 1 }
            while at < columns, after[start + at].character == nil { at += 1 }
            runs.append(Run(row: row, columns: first..<at))
          }
        }
      }
    }
    return runs
  }
}
