import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import History

/// The history of one connection's company.
struct KeptHistory {
  let store: HistoryStore
  /// Nil where nothing of any company was seen at this address.
  let key: CompanyKey?
  let keys: CompanyKeys
  let paths: Paths
  /// The quiet limits of the profile.
  let limits: @Sendable (Int) -> HealthLimits

  struct Seen: Sendable {
    var histories: [SubscriptionHistory]
    var watched: [WatchedSpan]
    var writes: [OwnWrite] = []
  }

  static func open(_ options: ConnectionOptions, _ environment: AppEnvironment) async throws -> KeptHistory {
    let (variables, paths, now) = (environment.variables, environment.paths, environment.clock.now())
    let config = try await BlockingWork.run { () throws(ConfigurationProblem) in try ConfigFile.read(paths) }
    guard config.keepsHistory else {
      throw CommandExit(
        .configuration, "History is turned off in \(paths.display(paths.configFile)) (history = false).")
    }
    let source = try ConnectionSource.resolve(
      try options.source(in: environment), environment: variables, config: config, paths: paths)
    let keys = CompanyKeys(baseURL: source.baseURL, profile: source.profile, paths: paths)
    do {
      let decided = try await BlockingWork.run { () throws(LineFileProblem) in
        try DecisionsFile(path: paths.gaps).read().companies(origin: keys.origin)
      }
      let (store, key) = try await BlockingWork.run { () throws(any Error) -> (HistoryStore, CompanyKey?) in
        let store = try HistoryStore.open(paths.history, now: now)
        return (
          store, try choose(keys, Set(try store.companies(origin: keys.origin, now: now)).union(decided).sorted())
        )
      }
      return KeptHistory(store: store, key: key, keys: keys, paths: paths, limits: config.limits(of: source.profile))
    } catch let problem as HistoryProblem {
      throw CommandExit(.inputOutput, problem.sentence(paths))
    } catch let problem as LineFileProblem {
      throw CommandExit(.inputOutput, problem.sentence(paths))
    } catch let problem as CompanyPinProblem {
      throw CommandExit(.inputOutput, problem.sentence)
    }
  }

  /// The profile's company; without a pin the only one that was seen at this address.
  private static func choose(_ keys: CompanyKeys, _ seen: [Int]) throws -> CompanyKey? {
    if let pinned = try keys.readPinned() { return keys.key(pinned) }
    guard seen.count < 2 else {
      throw CommandExit(
        .usage,
        "hooktop has seen \(seen.count) companies at \(keys.origin), and this connection belongs to none of them for "
          + "certain: use a profile that has been used before.")
    }
    return seen.first.map(keys.key)
  }

  func seen(_ ids: [Int]?, since: Date, now: Date) async throws -> Seen {
    guard let key else { return Seen(histories: [], watched: []) }
    let (store, paths) = (store, paths)
    do throws(HistoryProblem) {
      return try await BlockingWork.run { () throws(HistoryProblem) in
        Seen(
          histories: try store.histories(of: key, ids: ids, since: since, now: now),
          watched: try store.watched(of: key, since: since, now: now),
          writes: try store.writes(of: key, ids: ids, since: since, now: now))
      }
    } catch {
      throw CommandExit(.inputOutput, error.sentence(paths))
    }
  }
}
