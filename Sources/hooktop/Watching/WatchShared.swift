import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import Synchronization

/// What all watched connections share: the output, the service manager and the figures.
final class WatchShared: Sendable {
  private struct State {
    var beats: [String: ContinuousClock.Instant] = [:]
    var lines: [String: String] = [:]
    var metrics: [String: CompanyMetrics] = [:]
    var isReady = false
    var isStopping = false
    var isOutputGone = false
    /// Connections that are watched, or begin to be.
    var watched = 0
  }

  let wantsMetrics: Bool
  private let manager: ServiceManager
  private let state = Mutex(State())
  /// One line at a time.
  private let output = Mutex(PatientOutput(STDOUT_FILENO))
  private let errors = Mutex(PatientOutput(STDERR_FILENO))
  /// How long a line waits for its reader.
  private static let patience = Duration.seconds(2)

  init(_ manager: ServiceManager, wantsMetrics: Bool = false) {
    self.manager = manager
    self.wantsMetrics = wantsMetrics
  }

  /// At most so long from one beat of a connection's loop to the next.
  var beatInterval: Duration { manager.watchdog.map { $0 / 4 } ?? .seconds(60) }

  /// - Parameter count: of connections that are to be watched.
  func watches(_ count: Int) { state.withLock { $0.watched = count } }

  /// One of them cannot be watched.
  func dropped() { state.withLock { $0.watched -= 1 } }

  var watched: Int { state.withLock { $0.watched } }

  /// Call before it beats: one that never does must be missed.
  func expect(_ profile: String?) {
    state.withLock { $0.beats[profile ?? ""] = .now }
  }

  /// From the loop that does the work. Where one of the loops hangs, nothing is told, and systemd restarts the service.
  func beat(_ profile: String?) async {
    let limit = manager.watchdog ?? .seconds(3_600)
    state.withLock { state in
      state.beats[profile ?? ""] = .now
      if !state.isStopping, state.beats.values.allSatisfy({ .now - $0 < limit }) { manager.alive() }
    }
  }

  func answered(_ profile: String?, _ line: String) async {
    // Under the lock: nothing is told once it was told that it stops.
    state.withLock { state in
      guard !state.isStopping else { return }
      state.lines[profile ?? ""] = line
      if !state.isReady { manager.ready() }
      state.isReady = true
      let parts = state.lines.sorted { $0.key < $1.key }
      manager.status(parts.map { $0.key.isEmpty ? $0.value : "\($0.key) \($0.value)" }.joined(separator: ", "))
    }
  }

  func stopping() {
    state.withLock { state in
      state.isStopping = true
      manager.stopping()
    }
  }

  /// - Returns: false where nobody reads it. It may be printed again later.
  func printLine(_ line: String) async -> Bool {
    let isOutputGone = state.withLock { $0.isOutputGone }
    // A reader that does not read must not hold up the loops.
    let problem: String? = await BlockingWork.run {
      self.output.withLock { output in
        do throws(OutputProblem) {
          return try output.write(line, within: isOutputGone ? .zero : Self.patience)
            ? nil : "Nobody reads standard output; its lines wait, commands run all the same."
        } catch {
          return error.sentence
        }
      }
    }
    let isNew = state.withLock { state in
      defer { state.isOutputGone = problem != nil }
      return !state.isOutputGone
    }
    if let problem, isNew { await log(nil, problem) }
    return problem == nil
  }

  /// One line on stderr. It is lost where nobody reads it.
  func log(_ profile: String?, _ sentence: String) async {
    let text = StandardError.shown((profile.map { "\($0): " } ?? "") + sentence)
    await BlockingWork.run { self.errors.withLock { _ = try? $0.write(text, within: Self.patience) } }
  }

  func measured(_ profile: String?, _ metrics: CompanyMetrics) async {
    state.withLock { $0.metrics[profile ?? ""] = metrics }
  }

  /// Of all that have answered, in the order of their profiles.
  var metrics: [CompanyMetrics] { state.withLock { $0.metrics.sorted { $0.key < $1.key }.map(\.value) } }
}
