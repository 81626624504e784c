import FintoroWebhooks
import TerminalUI

/// Chooses the subscription whose event types the form takes.
public struct SameEventsRoom: ListRoom {
  var cursor = ListCursor()
  /// The edited subscription, which is not offered.
  private let edited: Int?

  init(editing edited: Int?) {
    self.edited = edited
  }

  private func others(_ world: World) -> [Subscription] {
    world.list.subscriptions.map(\.subscription).filter { $0.id != edited && $0.eventsProblem == nil }
  }

  func context(in world: World) -> Context { .sameEvents }

  func list(of world: World) -> ChoiceList {
    ChoiceList(
      title: "The same events as",
      lines: others(world).map { subscription in
        let count = Set(subscription.subscribedEvents).count
        return .init(text: subscription.displayName, aside: count == 1 ? "1 event" : "\(count) events")
      }, columns: 60, empty: "There is no other subscription.")
  }

  mutating func act(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .command(.back, _): return [.close]
    case .command(.press, _):
      let others = others(world)
      guard others.indices.contains(cursor.selected) else { return [.close] }
      return [.close, .deliver(.eventsChosen(others[cursor.selected].subscribedEvents))]
    default: return []
    }
  }
}
