public import FintoroWebhooks
import TerminalUI

/// The initial values of a form that duplicates a subscription. They never include its secret: the copy gets its own.
public struct FormSeed: Equatable, Sendable {
  public var name: String
  public var url: String
  public var isActive: Bool
  public var events: [EventType]

  init(_ subscription: Subscription) {
    name = subscription.name ?? ""
    url = subscription.url
    isActive = subscription.isActive
    events = subscription.subscribedEvents
  }
}

/// Chooses the company for which a subscription is duplicated.
public struct DuplicateRoom: ListRoom {
  var cursor: ListCursor
  private let seed: FormSeed

  init(_ seed: FormSeed, _ world: World) {
    self.seed = seed
    cursor = ListCursor(world.companies.firstIndex { $0.id == world.session.id } ?? 0)
  }

  func context(in world: World) -> Context { .duplicate }

  func list(of world: World) -> ChoiceList {
    ChoiceList(
      title: "Duplicate \(seed.name.isEmpty ? seed.url : seed.name) for",
      lines: world.companies.map { company in
        .init(
          text: company.session.title.isEmpty ? company.session.name : company.session.title,
          aside: company.id == world.session.id ? "this company" : "")
      }, columns: 60, note: "Copies name, URL and events; the copy gets its own secret.")
  }

  mutating func act(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .command(.back, _): return [.close]
    case .command(.press, _):
      guard world.companies.indices.contains(cursor.selected) else { return [.close] }
      let id = world.companies[cursor.selected].id
      return [.close, id == world.session.id ? .newForm(seed) : .effect(.duplicate(seed, to: id))]
    default: return []
    }
  }
}
