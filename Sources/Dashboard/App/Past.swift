import FintoroWebhooks
import Foundation

/// What is known of the time before: the states that this run sees go into it, and earlier ones are read when a screen
/// shows them.
extension State {
  /// What was seen before this board started, of all subscriptions.
  mutating func historyLoaded(_ past: RecentHistory) -> [Effect] {
    world.past.status = .on
    world.recent.addPast(past)
    return openAtMoment()
  }

  /// Said once; the board works without it.
  mutating func historyOff(_ problem: String) -> [Effect] {
    world.past.turnOff(problem)
    opensAt = nil
    return showMessage(problem, .bad)
  }

  /// The person's own choice needs no message.
  mutating func historyTurnedOff(_ sentence: String) -> [Effect] {
    world.past.turnOff(sentence)
    defer { opensAt = nil }
    return opensAt == nil ? [] : showMessage("The past is not known. \(sentence)", .bad)
  }

  mutating func pastLoaded(_ ids: [Int], _ past: RecentHistory, _ writes: [OwnWrite]) -> [Effect] {
    world.past.take(past, writes, of: ids)
    world.past.watched(world.recent.watched)
    // What the last list said may not be in the file yet.
    let answeredAt = world.recent.watched.last?.to ?? serverTime.now
    for id in ids {
      if let assessed = list.subscription(id) { world.past.note(id, assessed.health.state, at: answeredAt) }
    }
    notifyRooms()
    return []
  }

  mutating func eventsLoaded(_ reach: EarlierEvents.Reach, _ events: [PastEvent]) -> [Effect] {
    world.past.earlier.take(events, reach)
    notifyRooms()
    return []
  }

  /// - Parameter state: nil where it is gone.
  mutating func noteState(_ id: Int, _ state: HealthState?, at date: Date) {
    world.recent.note(id, state, at: date)
    world.past.note(id, state, at: date)
  }

  mutating func noteStates(_ changes: [BoardChange]) {
    let now = serverTime.now
    for change in changes {
      switch change.kind {
      case .state(_, let state), .appeared(let state): noteState(change.id, state, at: now)
      case .vanished: noteState(change.id, nil, at: now)
      case .edited: break
      }
    }
  }

  /// Reads the past of what the screen shows, where it is not here yet.
  mutating func loadPastOfScreen() -> [Effect] {
    guard world.past.status == .on else { return [] }
    let missing = world.past.missing(shownIDs)
    return (missing.isEmpty ? [] : [.loadPast(missing, until: serverTime.now)]) + loadEventsOfLog()
  }

  /// Reads for the log what happened before this run.
  private mutating func loadEventsOfLog() -> [Effect] {
    guard case .log = screen, let startedAt = log.watchingSince, let reach = world.past.earlier.due() else { return [] }
    let skew = serverTime.skew ?? 0
    return [
      .loadEvents(
        reach, since: reach.start(at: now, in: zone).addingTimeInterval(skew), until: startedAt.addingTimeInterval(skew)
      )
    ]
  }

  /// The subscriptions whose last days the screen shows; on the board with a page around them, so that paging finds
  /// them there.
  private var shownIDs: [Int] {
    switch screen {
    case .board where choices.stripSpan != .hours3 && boardLayout.strip != nil:
      let (count, rows) = (board.shown.count, boardRows)
      let visible = board.cursor.visible(count: count, rows: rows)
      let around = max(0, visible.lowerBound - rows)..<min(count, visible.upperBound + rows)
      // Only where one of those in sight is missing: not at every step.
      let isMissing = visible.contains { board.shown[$0].assessed.map { !world.past.loaded.contains($0.id) } ?? false }
      return isMissing ? around.compactMap { board.shown[$0].assessed?.id } : []
    case .detail(let room): return [room.id]
    default: return []
    }
  }

  /// Shows the next longer strips, and after the longest the shortest.
  mutating func showNextSpan() -> [Effect] {
    if case .off(let problem) = world.past.status {
      return showMessage("Only the last 3 h are known. \(problem)")
    }
    // On the board of a narrow window nothing would change.
    if screen == .board, boardLayout.strip == nil { return showMessage("No room for strips in this window.") }
    world.choices.stripSpan = choices.stripSpan.next
    return showMessage("Strips of the last \(choices.stripSpan.title).")
  }
}
