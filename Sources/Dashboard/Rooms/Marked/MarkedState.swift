import FintoroWebhooks
public import TerminalUI

/// The dialog of `MarkedWork`: what is typed in it and how far it is scrolled.
public struct MarkedState: Equatable, Sendable {
  /// Patterns of event types, while they are typed.
  public var field = TextField(limit: 400)
  public var scroll = ScrollPosition()

  /// The event types that the typed patterns name, out of those that may be meant.
  func types(among candidates: [EventType]) -> [EventType] {
    let words = field.text.lowercased().split { $0 == " " || $0 == "," }.map { EventWord(text: String($0)) }
    let named = Set(words.flatMap { $0.types(among: candidates) })
    return candidates.filter(named.contains)
  }
}

extension State {
  /// The event types that can be added to or removed from the marked ones.
  func nameable(isAdding: Bool, _ work: MarkedWork) -> [EventType] {
    if isAdding { return EventCatalogue.types }
    let ids = Set(work.items.map(\.id))
    let types = list.subscriptions.lazy.filter { ids.contains($0.id) }.flatMap(\.subscription.subscribedEvents)
    var seen: Set<EventType> = []
    return EventCatalogue.sorted(types.filter { seen.insert($0).inserted })
  }
}
