import Foundation

/// How a list of subscriptions is sorted: by trouble, or by one column. As text, which a config can keep: `trouble`,
/// `name`, `-lastFailure`.
public struct SubscriptionOrder: Hashable, Sendable {
  public enum Key: Hashable, Sendable {
    case trouble
    case column(SubscriptionColumn.ID)
  }

  public var key: Key
  /// The other way round than what the key makes people expect: times newest first, counts largest first, names from A.
  public var isReversed: Bool

  public init(_ key: Key = .trouble, isReversed: Bool = false) {
    self.key = key
    self.isReversed = isReversed
  }

  /// All keys, in the order they are offered.
  public static let keys: [Key] = [.trouble] + SubscriptionColumns.all.map { .column($0.id) }

  /// - Returns: nil for what names no column.
  public init?(text: String) {
    let name = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let key = Self.keys.first(where: { $0.name == name }) else { return nil }
    self.init(key, isReversed: text.hasPrefix("-"))
  }

  public var text: String { (isReversed ? "-" : "") + key.name }

  /// What is alike keeps the order of names, then of ids; what has no value stands last both ways.
  public func sorted(_ subscriptions: [AssessedSubscription]) -> [AssessedSubscription] {
    indices(of: subscriptions).map { subscriptions[$0] }
  }

  /// The same as indices, for those who sort something that belongs to the subscriptions.
  public func indices(of subscriptions: [AssessedSubscription]) -> [Int] {
    guard case .column(let column) = key else {
      let indices = TroubleOrder.indices(of: subscriptions)
      return isReversed ? indices.reversed() : indices
    }
    let (keys, isUpward) = (subscriptions.map { SortKey($0, column) }, isUpward)
    return keys.indices.sorted { keys[$0].stands(before: keys[$1], isUpward: isUpward) }
  }

  /// Whether what is smallest, earliest or first in the alphabet stands on top; trouble has its worst there.
  public var isUpward: Bool {
    guard case .column(let column) = key else { return isReversed }
    return Self.risesByItself(column) != isReversed
  }

  private static func risesByItself(_ column: SubscriptionColumn.ID) -> Bool {
    switch column {
    case .id, .name, .url, .retries: true
    case .state, .lastSuccess, .lastFailure, .events: false
    }
  }
}

extension SubscriptionOrder.Key {
  /// As in a config file.
  public var name: String {
    switch self {
    case .trouble: "trouble"
    case .column(let id): id.rawValue
    }
  }
}

/// Made once a subscription, because a comparison is made many times.
private struct SortKey {
  /// Nil for a column of texts, and for what never happened.
  let number: Double?
  let text: String
  let hasValue: Bool
  let name: String
  let id: Int

  init(_ assessed: AssessedSubscription, _ column: SubscriptionColumn.ID) {
    name = assessed.subscription.displayName.lowercased()
    id = assessed.id
    let text: String? =
      switch column {
      case .name: name
      case .url: assessed.subscription.url.lowercased()
      default: nil
      }
    number =
      switch column {
      case .id: Double(id)
      case .state: Double(assessed.health.state.weight.rawValue * 10 + assessed.health.state.rank)
      case .events: Double(assessed.subscription.subscribedEvents.count)
      case .lastSuccess: assessed.subscription.lastSuccessAt.date?.timeIntervalSinceReferenceDate
      case .lastFailure: assessed.subscription.lastFailureAt.date?.timeIntervalSinceReferenceDate
      case .retries:
        RetryClock(assessed.subscription, state: assessed.health.state)?.endsAt.timeIntervalSinceReferenceDate
      case .name, .url: nil
      }
    self.text = text ?? ""
    hasValue = text != nil || number != nil
  }

  func stands(before other: SortKey, isUpward: Bool) -> Bool {
    if hasValue != other.hasValue { return hasValue }
    if let number, let theirs = other.number, number != theirs { return (number < theirs) == isUpward }
    if text != other.text { return (text < other.text) == isUpward }
    return (name, id) < (other.name, other.id)
  }
}

extension HealthState {
  /// Tells states of one weight apart.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
