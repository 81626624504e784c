import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import History

extension Account {
  /// The gaps of one subscription that are remembered, up to what an answer has just shown of it. None where nothing is
  /// remembered; that it cannot be read is said.
  func knownGaps(of subscription: Subscription, at date: Date) async -> [GapRecord] {
    let paths = environment.paths
    let keys = CompanyKeys(baseURL: client.connection.baseURL, profile: profile, paths: paths)
    let limits = config.limits(of: profile)
    guard config.keepsHistory else { return [] }
    do {
      let store = await history.isThere ? try await history.store() : nil
      return try await BlockingWork.run { () throws(any Error) -> [GapRecord] in
        guard let key = (subscription.companyID ?? keys.pinned).map({ keys.key($0) }) else { return [] }
        var book = try DecisionsFile(path: paths.gaps).read().book(of: key)
        let since = date.addingTimeInterval(-Self.period)
        let seen = try store?.histories(of: key, ids: [subscription.id], since: since, now: date).first
        if let seen, seen.deletion == nil {
          let observations = seen.observations + [ObservedSubscription(at: date, subscription)]
          book.take(SubscriptionHistory(id: seen.id, observations), limits: limits(seen.id))
        }
        return book.records.filter { $0.gap.subscriptionID == subscription.id }
      }
    } catch let problem as HistoryProblem {
      StandardError.print(problem.sentence(paths))
    } catch let problem as LineFileProblem {
      StandardError.print(problem.sentence(paths))
    } catch {
      log?.write("gaps-not-read")
    }
    return []
  }

  /// A gap that goes on longer is in the decisions file; in seconds.
  private static let period: Double = 30 * 86_400
}
