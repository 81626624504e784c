import FintoroWebhooks
import TerminalUI

/// The columns of the event type matrix: one row per resource, one column per verb.
struct MatrixColumns {
  private enum Width {
    case wide, usual, narrow
    /// Cells of 5 columns.
    case dense
  }

  /// The columns of the densest matrix.
  static let least = 56

  private let start: Int
  private let width: Width

  init(_ area: Rect) {
    start = area.column
    width = area.columns >= 96 ? .wide : area.columns >= 79 ? .usual : area.columns >= 60 ? .narrow : .dense
  }

  var indent: Int { start + (width == .wide ? 5 : width == .usual ? 4 : 2) }
  var countEnd: Int { start + (width == .wide ? 37 : width == .usual ? 36 : width == .narrow ? 30 : 31) }

  /// The middle of the column of the verb with this index.
  func center(_ index: Int) -> Int {
    switch width {
    case .wide: start + 42 + index * 11 + (index > 2 ? index - 2 : 0)
    case .usual: start + 40 + index * 9
    case .narrow: start + 33 + index * 6
    case .dense: start + 33 + index * 5
    }
  }

  func drawTitles(row: Int, in canvas: inout Canvas) {
    for (index, verb) in EventVerb.allCases.enumerated() {
      let title = title(verb)
      canvas.text(title, .strong, column: center(index) - DisplayWidth.of(title) / 2, row: row)
    }
  }

  /// Shorter words for columns in which the verbs would be cut.
  private static let shortTitles: [EventVerb: String] = [
    .created: "new", .updated: "edit", .deleted: "gone", .stockUpdated: "stock",
  ]

  private func title(_ verb: EventVerb) -> String {
    switch width {
    case .wide: verb.rawValue
    case .usual: verb == .stockUpdated ? "stock" : verb.rawValue
    case .narrow, .dense: Self.shortTitles[verb] ?? verb.rawValue
    }
  }
}
