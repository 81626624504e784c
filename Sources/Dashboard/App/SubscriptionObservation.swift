import FintoroWebhooks

/// Whatever hooktop reads passes here, a whole list as well as a single answer: what it says that it has seen is then
/// all that it has seen.
extension State {
  /// - Parameter read: takes what was read into the board and says what it changed.
  mutating func observe(_ read: (inout BoardState) -> [BoardChange]) {
    let before = board.lastReadings
    log.add(read(&board), at: now)
    memory.take(board.lastReadings, before: before)
    logChanged()
  }

  /// One subscription as it was just read, or as Fintoro answered to a change of it.
  mutating func observe(_ subscription: Subscription) {
    let time = serverTime
    observe { $0.replace(subscription, at: time) }
  }
}
