import FintoroWebhooks
import Foundation

/// Everything that hooktop reads passes through here, whole lists and single answers. The log is complete only because
/// of that.
extension State {
  mutating func observe(_ read: SubscriptionList) {
    let (time, isFrozen) = (serverTime, modal != nil)
    let changes = observing { $0.load(read, at: time, isFrozen: isFrozen) }
    let pause = 3 * max(Connection.interval, connection.restInterval)
    world.recent.watch(at: time.now, pause: pause)
    world.past.watch(at: time.now, pause: pause)
    for assessed in list.subscriptions { noteState(assessed.id, assessed.health.state, at: time.now) }
    board.note(changes)
    absence.note(changes, at: now, isAcknowledged: world.isAcknowledged)
    board.listChanged(list, rows: boardRows)
  }

  /// One subscription as it was just read, or as Fintoro returned it after a change. It is not marked as unseen,
  /// because a person has just acted on it.
  mutating func observe(_ subscription: Subscription) {
    let time = serverTime
    world.past.outdate(subscription.id)
    _ = observing { $0.replace(subscription, at: time) }
    let id = BoardRow.ID.subscription(subscription.id)
    if let row = list.rows?.first(where: { $0.id == id }) { board.replace(id, by: row) }
  }

  /// The subscription was deleted.
  mutating func observeDeletion(of id: Int) {
    board.note(observing { $0.remove(id) })
    board.replace(.subscription(id), by: nil)
  }

  private mutating func observing(_ read: (inout AssessedList) -> [BoardChange]) -> [BoardChange] {
    let before = list.lastReadings
    let changes = read(&list)
    log.add(changes, at: now)
    noteStates(changes)
    memory.record(list.lastReadings, before: before)
    notifyRooms()
    return changes
  }
}
