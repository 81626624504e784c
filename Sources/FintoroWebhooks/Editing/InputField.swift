/// What a person chooses of a subscription, in the order of forms.
public enum InputField: Int, Hashable, Sendable, CaseIterable {
  case name, url, active, events

  public var label: String {
    switch self {
    case .name: "name"
    case .url: "URL"
    case .active: "active"
    case .events: "events"
    }
  }

  /// Whether two inputs have the same in this field; event types count as a set, an empty name is none.
  public func isEqual(_ one: SubscriptionInput, _ other: SubscriptionInput) -> Bool {
    switch self {
    case .name: (one.name ?? "") == (other.name ?? "")
    case .url: one.url == other.url
    case .active: one.isActive == other.isActive
    case .events: Set(one.subscribedEvents) == Set(other.subscribedEvents)
    }
  }

  /// What the field holds, in words.
  public func text(of input: SubscriptionInput) -> String {
    switch self {
    case .name: Self.text(ofName: input.name)
    case .url: input.url
    case .active: Self.text(ofActive: input.isActive)
    case .events: EventSummary.of(input.subscribedEvents).map(\.text).joined(separator: " · ")
    }
  }

  static func text(ofName name: String?) -> String { name.flatMap { $0.isEmpty ? nil : "\"\($0)\"" } ?? "no name" }

  static func text(ofActive isActive: Bool) -> String { isActive ? "delivered" : "not delivered" }
}
