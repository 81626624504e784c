import FintoroWebhooks

/// Chooses the order of the board.
public struct SortRoom: ListRoom {
  var cursor: ListCursor
  private var isReversed: Bool

  init(_ world: World) {
    let order = world.choices.look.order
    cursor = ListCursor(SubscriptionOrder.keys.firstIndex(of: order.key) ?? 0)
    isReversed = order.isReversed
  }

  func context(in world: World) -> Context { .sort }

  func list(of world: World) -> ChoiceList {
    let order = world.choices.look.order
    return ChoiceList(
      title: "Sort by",
      lines: SubscriptionOrder.keys.map { key in
        .init(text: key.title, aside: key != order.key ? "" : order.isReversed ? "now, reversed" : "now")
      }, note: "Enter sort · Space reverse · Esc back")
  }

  /// A newly chosen key starts in its usual direction.
  mutating func moved(in world: World) -> [Request] {
    let order = world.choices.look.order
    isReversed = SubscriptionOrder.keys[cursor.selected] == order.key && order.isReversed
    return []
  }

  mutating func act(_ input: RoomInput, in world: World) -> [Request] {
    guard case .command(let command, _) = input else { return [] }
    switch command {
    case .press, .toggle:
      var choices = world.choices
      choices.look.order = SubscriptionOrder(
        SubscriptionOrder.keys[cursor.selected], isReversed: isReversed != (command == .toggle))
      return [.close, .choose(choices)]
    case .back: return [.close]
    default: return []
    }
  }
}

extension SubscriptionOrder {
  /// The order after a click on a column's title: by that column, then reversed, then by trouble again.
  func clicked(_ id: SubscriptionColumn.ID) -> SubscriptionOrder {
    if key != .column(id) { return SubscriptionOrder(.column(id)) }
    return isReversed ? SubscriptionOrder() : SubscriptionOrder(key, isReversed: true)
  }
}

extension SubscriptionOrder.Key {
  /// The name for people.
  var title: String {
    switch self {
    case .trouble: "trouble"
    case .column(let id): SubscriptionColumns.column(id).word
    }
  }
}
