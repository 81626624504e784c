import Foundation

/// How a list of subscriptions is sorted: by trouble, or by one column. As text, which a config can keep: `trouble`,
/// `name`, `-lastFailure`.
public struct SubscriptionOrder: Hashable, Sendable {
  public enum Key: Hashable, Sendable {
    case trouble
    case column(SubscriptionColumn.ID)
  }

  public var key: Key
  /// Reverses the key's own direction: times newest first, counts largest first, names from A.
  public var isReversed: Bool

  public init(_ key: Key = .trouble, isReversed: Bool = false) {
    self.key = key
    self.isReversed = isReversed
  }

  /// All keys, in the order of the dialog.
  public static let keys: [Key] = [.trouble] + SubscriptionColumns.all.map { .column($0.id) }

  /// - Returns: nil for an unknown column.
  public init?(text: String) {
    let name = text.hasPrefix("-") ? text.dropFirst() : text[...]
    if name == Key.trouble.name {
      self.init(.trouble, isReversed: text.hasPrefix("-"))
    } else if let id = SubscriptionColumn.ID(name: name) {
      self.init(.column(id), isReversed: text.hasPrefix("-"))
    } else {
      return nil
    }
  }

  public var text: String { (isReversed ? "-" : "") + key.name }

  /// Equal values are in the order of names, then of ids. Rows without a value come last in both directions.
  public func sorted(_ subscriptions: [AssessedSubscription]) -> [AssessedSubscription] {
    indices(of: subscriptions).map { subscriptions[$0] }
  }

  /// The order as indices, to sort something else along with the subscriptions.
  public func indices(of subscriptions: [AssessedSubscription]) -> [Int] {
    guard case .column(let column) = key else {
      let indices = TroubleOrder.indices(of: subscriptions)
      return isReversed ? indices.reversed() : indices
    }
    let (value, isUpward) = (column.column.sortValue, isUpward)
    let keys = subscriptions.map { SortKey($0, value($0)) }
    return keys.indices.sorted { keys[$0].stands(before: keys[$1], isUpward: isUpward) }
  }

  /// Whether the smallest, earliest or alphabetically first value comes first; trouble begins with its worst.
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

/// Made once for each subscription, because it is compared many times.
private struct SortKey {
  /// Nil for a text and for no value.
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
