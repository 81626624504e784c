import Files
import FintoroWebhooks
import Foundation
import History

/// Learns from the history when subscriptions usually get deliveries: at the start, and then seldom. Nothing waits for it.
actor RhythmReader {
  private let history: OpenHistory
  private let keys: CompanyKeys
  private let calendar: WorkCalendar
  private var learntAt: Date?
  private var isReading = false

  init(_ history: OpenHistory, keys: CompanyKeys, calendar: WorkCalendar) {
    (self.history, self.keys, self.calendar) = (history, keys, calendar)
  }

  /// Seconds. What is usual changes in days.
  private static let pause: Double = 6 * 3_600

  /// - Returns: by subscription, those of which enough was seen; nil where it is not time to learn anew.
  func learn(from answer: Answer<SubscriptionList>) async -> [Int: Rhythm]? {
    let now = answer.context.saidAt
    guard !isReading, learntAt.map({ abs(now.timeIntervalSince($0)) >= Self.pause }) ?? true else { return nil }
    isReading = true
    defer { isReading = false }
    let (keys, calendar) = (keys, calendar)
    guard let store = try? await history.store() else { return nil }
    let rhythms = await BlockingWork.run { () -> [Int: Rhythm]? in
      guard let key = keys.key(of: answer.value) else { return nil }
      let since = now.addingTimeInterval(-Rhythm.memory)
      guard let watched = try? store.watched(of: key, since: since, now: now) else { return nil }
      // One after the other: a list that is written meanwhile waits for one subscription at most.
      return answer.value.subscriptions.reduce(into: [:]) { rhythms, subscription in
        let successes = try? store.successes(of: key, id: subscription.id, since: since, now: now)
        rhythms[subscription.id] = successes.flatMap {
          Rhythm($0, watched: watched, calendar: calendar, until: now)
        }
      }
    }
    if rhythms != nil { learntAt = now }
    return rhythms
  }
}
