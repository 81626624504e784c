import FintoroWebhooks
import Foundation

/// Everything that hooktop reads passes through here, whole lists and single answers. The log is complete only because
/// of that.
extension State {
  mutating func observe(_ read: SubscriptionList) {
    let (time, isFrozen) = (serverTime, modal != nil)
    let changes = observing { $0.load(read, at: time, isFrozen: isFrozen) }
    world.recent.watch(at: time.now, pause: 3 * max(Connection.interval, connection.restInterval))
    for assessed in list.subscriptions { world.recent.note(assessed.id, assessed.health.state, at: time.now) }
    board.note(changes)
    absence.note(changes, at: now)
    board.listChanged(list, rows: boardRows)
  }

  /// What was seen before this board started.
  mutating func historyLoaded(_ past: RecentHistory) -> [Effect] {
    world.recent.addPast(past)
    return []
  }

  /// One subscription as it was just read, or as Fintoro returned it after a change. It is not marked as unseen,
  /// because a person has just acted on it.
  mutating func observe(_ subscription: Subscription) {
    let time = serverTime
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
    world.recent.note(changes, at: serverTime.now)
    memory.record(list.lastReadings, before: before)
    notifyRooms()
    return changes
  }
}

extension RecentHistory {
  mutating func note(_ changes: [BoardChange], at date: Date) {
    for change in changes {
      switch change.kind {
      case .state(_, let state), .appeared(let state): note(change.id, state, at: date)
      case .vanished: note(change.id, nil, at: date)
      case .edited: break
      }
    }
  }
}
