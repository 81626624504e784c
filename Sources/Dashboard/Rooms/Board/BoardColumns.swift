public import FintoroWebhooks

/// Which columns stand on the board, in which order, and which give way first where room is short.
public enum BoardColumns {
  /// From left to right.
  public static let all: [SubscriptionColumn.ID] = [
    .state, .id, .name, .lastSuccess, .lastFailure, .retries, .events, .url,
  ]
  public static let `default`: Set<SubscriptionColumn.ID> = [.state, .name, .lastSuccess, .lastFailure, .events, .url]
  /// A row must say whose it is and how it stands.
  public static let always: Set<SubscriptionColumn.ID> = [.state, .name]
  /// Whole columns go in this order; before that the URL, then the name, grow shorter.
  static let givingWay: [SubscriptionColumn.ID] = [.url, .id, .events, .retries, .lastSuccess, .lastFailure]
}
