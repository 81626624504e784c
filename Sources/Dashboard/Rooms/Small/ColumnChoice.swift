public import FintoroWebhooks

/// Choosing the board's columns; shown at once while one chooses.
public struct ColumnChoice: Equatable, Sendable {
  public var index = 0
  /// To go back to.
  public let before: Set<SubscriptionColumn.ID>

  /// Those that may be left out.
  static let offered = BoardColumns.all.filter { !BoardColumns.always.contains($0) }
}

extension State {
  mutating func columnsPressed(_ choice: ColumnChoice, _ command: Command?) -> [Effect] {
    var choice = choice
    switch command {
    case .press:
      modal = nil
      return []
    case .back:
      board.columns = choice.before
      modal = nil
      return []
    case .toggle: board.columns.formSymmetricDifference([ColumnChoice.offered[choice.index]])
    case .up: choice.index = max(0, choice.index - 1)
    case .down: choice.index = min(ColumnChoice.offered.count - 1, choice.index + 1)
    default: return []
    }
    modal = .columns(choice)
    return []
  }
}
