import FintoroWebhooks
import Foundation

/// When the times in a row of the board read differently.
extension AssessedSubscription {
  /// When an age or a rest of time in its row changes next.
  func nextTextChange(after now: Date) -> Date? {
    let ages = [subscription.lastSuccessAt.date, subscription.lastFailureAt.date]
      .compactMap { $0.map { TimeText.ageChanges(of: $0, after: now) } }
    let left = health.givesUpAt.flatMap { TimeText.roughChanges(until: $0, after: now) }
    return (ages + [left].compactMap { $0 }).min()
  }

  /// Whether one of its times is yet to come, which a wrong clock can make.
  func hasTimeAhead(of now: Date) -> Bool {
    [subscription.lastSuccessAt.date, subscription.lastFailureAt.date].contains { ($0 ?? now) > now }
  }
}
