import FintoroWebhooks
import Foundation
import TerminalUI

/// The rows of the board as they were drawn, to draw the next frame from: of most only the cursor's two have changed.
/// A row is drawn from here only where it would come out the same.
struct DrawnRows: Sendable {
  /// What all rows depend on.
  struct Table: Equatable, Sendable {
    /// With the look: which columns there are, and how times are written.
    var layout: BoardLayout
    var theme: Theme
    /// Whether the data is live.
    var isLive: Bool
    /// Whether it shows a moment of the past, which is not called now.
    var isPast: Bool
    var zone: LocalZone
    /// A time of another day is written with its day.
    var dayBegan: Date
    var span: StripSpan
    var history: RecentHistory
    /// The end of the strip's last cell; nil without a strip.
    var stripEnd: Date?
    /// Whose strips are known, where those of some are read later.
    var loaded: Set<Int>
  }

  /// What one row depends on besides.
  struct Look: Equatable, Sendable {
    var assessed: AssessedSubscription
    var marks: Set<RowMark>
    var isSelected: Bool
    var isMarked: Bool
    var isUnseen: Bool
    var isSecretInDoubt: Bool

    static func == (one: Look, other: Look) -> Bool {
      one.assessed === other.assessed && one.marks == other.marks && one.isSelected == other.isSelected
        && one.isMarked == other.isMarked && one.isUnseen == other.isUnseen
        && one.isSecretInDoubt == other.isSecretInDoubt
    }
  }

  private struct Row: Sendable {
    var look: Look
    var cells: [Cell]
    /// From when its text was as it is drawn, and until when it stays so.
    var from: Date
    var until: Date
  }

  private var table: Table?
  private var rows: [Int: Row] = [:]
  private var earlier: [Int: Row] = [:]

  /// Begins a table: rows of another one are of no use.
  mutating func begin(_ table: Table) {
    earlier = table == self.table ? rows : [:]
    (self.table, rows) = (table, [:])
  }

  /// The cells of a row that looks the same still; nil where it is to be drawn.
  mutating func cells(_ look: Look, at now: Date) -> [Cell]? {
    guard let row = earlier[look.assessed.id], row.look == look, row.from <= now, now < row.until else { return nil }
    rows[look.assessed.id] = row
    return row.cells
  }

  mutating func keep(_ cells: [Cell], _ look: Look, from: Date, until: Date) {
    rows[look.assessed.id] = Row(look: look, cells: cells, from: from, until: until)
  }
}
