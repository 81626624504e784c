/// One thing that differs between two inputs of a subscription. An update replaces the whole: this is what it changes.
public enum InputChange: Hashable, Sendable {
  case name(from: String?, to: String?)
  case url(from: String, to: String)
  case active(to: Bool)
  case eventAdded(EventType)
  case eventRemoved(EventType)

  /// Everything that differs: name, URL, active, then event types, added ones first, each in the catalogue's order.
  ///
  /// Event types count as a set: another order, or one that stands there twice, is no change. An empty name is none.
  public static func between(_ before: SubscriptionInput, _ after: SubscriptionInput) -> [InputChange] {
    var changes: [InputChange] = []
    if !InputField.name.isEqual(before, after) { changes.append(.name(from: before.name, to: after.name)) }
    if before.url != after.url { changes.append(.url(from: before.url, to: after.url)) }
    if before.isActive != after.isActive { changes.append(.active(to: after.isActive)) }
    let (old, new) = (Set(before.subscribedEvents), Set(after.subscribedEvents))
    changes += EventCatalogue.sorted(new.subtracting(old)).map { .eventAdded($0) }
    changes += EventCatalogue.sorted(old.subtracting(new)).map { .eventRemoved($0) }
    return changes
  }

  /// The field that differs, as forms name it.
  public var field: InputField {
    switch self {
    case .name: .name
    case .url: .url
    case .active: .active
    case .eventAdded, .eventRemoved: .events
    }
  }

  /// The change without the field's name: `"ERP" → "ERP sync"`, `+ invoices.paid`.
  ///
  /// It holds the server's own text as received: clean it before it is shown.
  public var text: String {
    switch self {
    case .name(let from, let to): "\(InputField.text(ofName: from)) → \(InputField.text(ofName: to))"
    case .url(let from, let to): "\(from) → \(to)"
    case .active(let to): "\(InputField.text(ofActive: !to)) → \(InputField.text(ofActive: to))"
    case .eventAdded(let type): "+ \(type)"
    case .eventRemoved(let type): "- \(type)"
    }
  }

  /// One line: `name: "ERP" → "ERP sync"`.
  public var line: String { "\(field.label): \(text)" }
}

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
    case .events: EventSummary.text(input.subscribedEvents)
    }
  }

  static func text(ofName name: String?) -> String { name.flatMap { $0.isEmpty ? nil : "\"\($0)\"" } ?? "no name" }

  static func text(ofActive isActive: Bool) -> String { isActive ? "delivered" : "not delivered" }
}
