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
  /// Subscriptions that are read in one transaction.
  private static let batch = 100

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
      let since = now.addingTimeInterval(-Rhythm.reach)
      guard let watched = try? store.watched(of: key, since: since, now: now) else { return nil }
      guard Rhythm.isPossible(watched: watched) else { return [:] }
      let ids = answer.value.subscriptions.map(\.id)
      // Few at a time: a list that is written meanwhile waits for these at most.
      return stride(from: 0, to: ids.count, by: Self.batch).reduce(into: [:]) { rhythms, start in
        let some = Array(ids[start..<min(start + Self.batch, ids.count)])
        let successes = try? store.successes(of: key, ids: some, since: since, now: now)
        for (id, seen) in successes ?? [:] {
          rhythms[id] = Rhythm(seen, watched: watched, calendar: calendar, until: now)
        }
      }
    }
    if rhythms != nil { learntAt = now }
    return rhythms
  }
}
