public import FintoroWebhooks

/// The columns of the board. What each is stands in its row in `SubscriptionColumn.ID`.
public enum BoardColumns {
  /// From left to right: the state first, because the eye begins there.
  public static let all = [.state] + SubscriptionColumn.ID.allCases.filter { $0 != .state }
  /// Those of a board on which nobody has chosen.
  public static let `default` = Set(SubscriptionColumns.all.filter(\.isDefault).map(\.id))
  /// A row must say whose it is and how it stands.
  public static let always = Set(SubscriptionColumns.all.filter { $0.givesWay == nil }.map(\.id))
  /// Whole columns go in this order where room is short.
  static let givingWay = SubscriptionColumns.all.filter { $0.givesWay != nil }
    .sorted { $0.givesWay ?? 0 < $1.givesWay ?? 0 }.map(\.id)
}
