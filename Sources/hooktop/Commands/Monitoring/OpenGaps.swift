import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import History

extension Account {
  /// How many gaps of these subscriptions go on or are still retried, in what hooktop saw; nil where history is off.
  func openGaps(
    of list: SubscriptionList, among ids: Set<Int>, limits: @escaping @Sendable (Int) -> HealthLimits
  ) async -> Int? {
    guard config.keepsHistory else { return nil }
    let now = environment.clock.now()
    let keys = CompanyKeys(
      baseURL: client.connection.baseURL, profile: profile, paths: environment.paths)
    do throws(HistoryProblem) {
      guard let store = try await history.store() else { return nil }
      return try await BlockingWork.run { () throws(HistoryProblem) -> Int in
        guard let key = keys.key(of: list) else { return 0 }
        let histories = try store.histories(
          of: key, ids: Array(ids), since: now.addingTimeInterval(-Self.gapPeriod), now: now)
        return histories.reduce(0) { count, history in
          count + history.gaps(limits: limits(history.id)).count { $0.decidedAt.map { $0 > now } ?? true }
        }
      }
    } catch {
      log?.write("history-not-read", [("problem", error.sentence(environment.paths))])
      return nil
    }
  }

  /// A gap that goes on longer is old news; in seconds.
  private static let gapPeriod: Double = 30 * 86_400
}
