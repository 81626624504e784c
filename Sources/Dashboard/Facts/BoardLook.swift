public import FintoroWebhooks

/// How the board is looked at, in every company alike.
public struct BoardLook: Equatable, Sendable {
  public var usesRelativeTimes = true
  public var columns = BoardColumns.default
  public var order = SubscriptionOrder()

  public init() {}
}

extension BoardState {
  var look: BoardLook {
    var look = BoardLook()
    (look.usesRelativeTimes, look.columns, look.order) = (usesRelativeTimes, columns, order)
    return look
  }

  mutating func take(_ look: BoardLook, rows: Int) {
    (usesRelativeTimes, columns) = (look.usesRelativeTimes, look.columns)
    if order != look.order { sort(by: look.order, rows: rows) }
  }
}
