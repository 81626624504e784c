import FintoroWebhooks
import Foundation
import History

/// Moments of the past as boards.
extension HistoryStore {
  /// - Parameters:
  ///   - decided: what the decisions file said by a moment.
  ///   - limits: by subscription.
  /// - Returns: nil where no such moment is known.
  func look(
    _ question: LookBack, of key: CompanyKey, decided: (Date) -> GapBook = { _ in GapBook() },
    limits: (Int) -> HealthLimits
  ) throws(HistoryProblem) -> PastBoard? {
    guard let date = try moment(question, of: key, limits: limits) else { return nil }
    let since = StripSpan.hours3.start(endingAt: date)
    return PastBoard(
      at: date, try histories(of: key, since: since, now: date), watched: try watched(of: key, now: date),
      decided: decided(date), limits: limits)
  }

  /// Days that are looked through, until one has a change.
  private static let reaches = [1.0, 7, 30, 400]

  private func moment(
    _ question: LookBack, of key: CompanyKey, limits: (Int) -> HealthLimits
  ) throws(HistoryProblem) -> Date? {
    switch question {
    case .at(let date): return date
    case .before(let date):
      for days in Self.reaches {
        let since = date.addingTimeInterval(-days * 86_400)
        if let last = try changes(of: key, since: since, until: date, limits).last(where: { $0 < date }) { return last }
      }
    case .after(let date, let end):
      for days in Self.reaches {
        let until = min(end, date.addingTimeInterval(days * 86_400))
        if let first = try changes(of: key, since: date, until: until, limits).first(where: { $0 > date }) {
          return first
        }
        if until == end { break }
      }
    }
    return nil
  }

  private func changes(
    of key: CompanyKey, since: Date, until end: Date, _ limits: (Int) -> HealthLimits
  ) throws(HistoryProblem) -> [Date] {
    let histories = try histories(of: key, since: since, onlyStates: true, now: end)
    return PastEvent.all(histories, watched: [], since: since, until: end, limits: limits).map(\.at)
  }
}
