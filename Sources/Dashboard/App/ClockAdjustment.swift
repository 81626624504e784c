import FintoroWebhooks
import Foundation

extension State {
  /// Call when the clock may have been set back by more than ordinary corrections (1 s).
  ///
  /// All stored times move by the same amount, so waits stay as long as they were. Otherwise a countdown would take
  /// hours longer, drafts would not be saved for that long, and the log would show times in the future.
  ///
  /// A clock that jumps ahead looks like a machine that has slept. Everything is older then, which is the safe side.
  mutating func adjustClock(to now: Date) {
    let seconds = now.timeIntervalSince(self.now)
    guard seconds < -1 else { return }
    connection.clockMoved(by: seconds)
    log.clockMoved(by: seconds)
    absence.clockMoved(by: seconds)
    message?.until?.addTimeInterval(seconds)
    message?.keysCountFrom.addTimeInterval(seconds)
    world.tour?.clockMoved(by: seconds)
    keyGrace?.keysCountFrom?.addTimeInterval(seconds)
    draftSync.changedAt?.addTimeInterval(seconds)
    work?.waitsUntil?.addTimeInterval(seconds)
    for index in creates.indices { creates[index].phase.clockMoved(by: seconds) }
    for key in custody.needingPerson.keys { custody.needingPerson[key]?.since.addTimeInterval(seconds) }
    for index in custody.writes.indices { custody.writes[index].since.addTimeInterval(seconds) }
    _ = sendToRoom(.clockMoved(by: seconds))
  }
}

extension TrackedCreate.Phase {
  fileprivate mutating func clockMoved(by seconds: Double) {
    switch self {
    case .savingDraft(let since): self = .savingDraft(since: since.addingTimeInterval(seconds))
    case .sending(let since): self = .sending(since: since.addingTimeInterval(seconds))
    case .waiting(let until, let failure): self = .waiting(until: until.addingTimeInterval(seconds), failure)
    }
  }
}
