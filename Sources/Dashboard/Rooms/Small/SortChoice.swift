import FintoroWebhooks

/// Choosing what the board is sorted by.
public struct SortChoice: Equatable, Sendable {
  public var index: Int
  public var isReversed: Bool

  init(_ order: SubscriptionOrder) {
    index = SubscriptionOrder.keys.firstIndex(of: order.key) ?? 0
    isReversed = order.isReversed
  }

  var order: SubscriptionOrder { SubscriptionOrder(SubscriptionOrder.keys[index], isReversed: isReversed) }
}

extension State {
  mutating func sortPressed(_ choice: SortChoice, _ command: Command?) -> [Effect] {
    var choice = choice
    switch command {
    case .press, .toggle:
      if command == .toggle { choice.isReversed.toggle() }
      modal = nil
      board.sort(by: choice.order, rows: boardRows)
      return []
    case .back:
      modal = nil
      return []
    case .up: choice.move(by: -1, board.order)
    case .down: choice.move(by: 1, board.order)
    default: return []
    }
    modal = .sort(choice)
    return []
  }
}

extension SortChoice {
  /// Another key starts the way people expect it.
  fileprivate mutating func move(by offset: Int, _ current: SubscriptionOrder) {
    index = min(max(0, index + offset), SubscriptionOrder.keys.count - 1)
    isReversed = SubscriptionOrder.keys[index] == current.key && current.isReversed
  }
}

extension SubscriptionOrder {
  /// What a click on a column's title makes of the order: by that column, the other way round, by trouble again.
  func clicked(_ id: SubscriptionColumn.ID) -> SubscriptionOrder {
    if key != .column(id) { return SubscriptionOrder(.column(id)) }
    return isReversed ? SubscriptionOrder() : SubscriptionOrder(key, isReversed: true)
  }
}

extension SubscriptionOrder.Key {
  /// As people read it.
  var title: String {
    switch self {
    case .trouble: "trouble"
    case .column(let id): SubscriptionColumns.column(id).title.lowercased()
    }
  }
}
