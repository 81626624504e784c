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
    let (value, isUpward) = (column.column.sortValue, isUpward)
    let keys = subscriptions.map { SortKey($0, value($0)) }
    return keys.indices.sorted { keys[$0].stands(before: keys[$1], isUpward: isUpward) }
  }

  /// Whether what is smallest, earliest or first in the alphabet stands on top; trouble has its worst there.
  public var isUpward: Bool {
    guard case .column(let column) = key else { return isReversed }
    return column.column.isAscending != isReversed
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

  init(_ assessed: AssessedSubscription, _ value: SubscriptionColumn.SortValue?) {
    name = assessed.subscription.displayName.lowercased()
    id = assessed.id
    hasValue = value != nil
    switch value {
    case .number(let number): (self.number, text) = (number, "")
    case .text(let text): (number, self.text) = (nil, text)
    case nil: (number, text) = (nil, "")
    }
  }

  func stands(before other: SortKey, isUpward: Bool) -> Bool {
    if hasValue != other.hasValue { return hasValue }
    if let number, let theirs = other.number, number != theirs { return (number < theirs) == isUpward }
    if text != other.text { return (text < other.text) == isUpward }
    return (name, id) < (other.name, other.id)
  }
}
