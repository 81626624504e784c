import FintoroWebhooks
import Foundation

extension [GapRecord] {
  /// How many go on, are to be fetched or are still retried, and are acknowledged by nobody.
  /// - Parameters:
  ///   - states: by subscription; one that is gone has none.
  ///   - ids: of the subscriptions that count; nil for all, also those that are gone.
  func openCount(_ states: [Int: HealthState], among ids: Set<Int>? = nil, at now: Date) -> Int {
    count { record in
      let id = record.gap.subscriptionID
      return ids?.contains(id) ?? true && record.standing(at: now) != .closed
        && !record.isAcknowledged(in: states[id], at: now)
    }
  }
}
