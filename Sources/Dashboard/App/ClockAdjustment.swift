import FintoroWebhooks
import Foundation

extension State {
  /// This machine's clock was set back by more than clocks are corrected all the time. What waits for a moment waits as
  /// long as before, and what was noted keeps its distance: else a countdown would take hours longer, what is typed
  /// would not be kept for as long, and the log would tell of the future.
  ///
  /// A clock that jumps ahead looks like a machine that has slept: everything is as much older, which is the safe side.
  mutating func adjustClock(to now: Date) {
    let seconds = now.timeIntervalSince(self.now)
    guard seconds < -1 else { return }
    connection.clockMoved(by: seconds)
    log.clockMoved(by: seconds)
    message?.until?.addTimeInterval(seconds)
    message?.keysCountFrom.addTimeInterval(seconds)
    draftKeeping.changedAt?.addTimeInterval(seconds)
    work?.waitsUntil?.addTimeInterval(seconds)
    for index in creates.indices { creates[index].phase.clockMoved(by: seconds) }
    for index in custody.writes.indices { custody.writes[index].since.addTimeInterval(seconds) }
    _ = passToRoom(.clockMoved(by: seconds))
  }
}

extension TrackedCreate.Phase {
  fileprivate mutating func clockMoved(by seconds: Double) {
    switch self {
    case .sending(let since): self = .sending(since: since.addingTimeInterval(seconds))
    case .waiting(let until, let failure): self = .waiting(until: until.addingTimeInterval(seconds), failure)
    }
  }
}
