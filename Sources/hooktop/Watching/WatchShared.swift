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
    var isOutputGone = false
  }

  let wantsMetrics: Bool
  private let manager: ServiceManager
  private let state = Mutex(State())
  /// For one line at a time.
  private let output = Mutex(())

  init(_ manager: ServiceManager, wantsMetrics: Bool = false) {
    self.manager = manager
    self.wantsMetrics = wantsMetrics
  }

  /// At most so long from one beat of a connection's loop to the next.
  var beatInterval: Duration { manager.watchdog.map { $0 / 4 } ?? .seconds(60) }

  /// Call before any of them beats: one that never does must be missed.
  func expect(_ profiles: [String?]) {
    state.withLock { state in profiles.forEach { state.beats[$0 ?? ""] = .now } }
  }

  /// From the loop that does the work. Where one of the loops hangs, nothing is told, and systemd restarts the service.
  func beat(_ profile: String?) async {
    let limit = manager.watchdog ?? .seconds(3_600)
    let areAllAlive = state.withLock { state in
      state.beats[profile ?? ""] = .now
      return state.beats.values.allSatisfy { .now - $0 < limit }
    }
    if areAllAlive { manager.alive() }
  }

  func answered(_ profile: String?, _ line: String) async {
    let (isFirst, text) = state.withLock { state in
      state.lines[profile ?? ""] = line
      defer { state.isReady = true }
      let parts = state.lines.sorted { $0.key < $1.key }
      return (!state.isReady, parts.map { $0.key.isEmpty ? $0.value : "\($0.key) \($0.value)" }.joined(separator: ", "))
    }
    if isFirst { manager.ready() }
    manager.status(text)
  }

  func stopping() { manager.stopping() }

  /// - Returns: false where nobody can read it.
  func printLine(_ line: String) async -> Bool {
    output.withLock { _ in
      do throws(OutputProblem) {
        try StandardOutput.write(line + "\n")
        return true
      } catch {
        let isNew = state.withLock { state in
          defer { state.isOutputGone = true }
          return !state.isOutputGone
        }
        if isNew { StandardError.print(error.sentence) }
        return false
      }
    }
  }

  /// One line on stderr.
  func log(_ profile: String?, _ sentence: String) {
    StandardError.print((profile.map { "\($0): " } ?? "") + sentence)
  }

  func measured(_ profile: String?, _ metrics: CompanyMetrics) async {
    state.withLock { $0.metrics[profile ?? ""] = metrics }
  }

  /// Of all that have answered, in the order of their profiles.
  var metrics: [CompanyMetrics] { state.withLock { $0.metrics.sorted { $0.key < $1.key }.map(\.value) } }
}
