import Files
import FintoroWebhooks
import Foundation
import Glibc
import History

/// The one open history of this process, shared by all its accounts. Its first use opens it.
actor OpenHistory {
  enum Place: Sendable {
    case file(String)
    /// The demo's.
    case memory
    /// `history = false` in the config.
    case off
  }

  /// Whether what was not seen is made up.
  nonisolated let isDemo: Bool
  /// Whether the config says that nothing is remembered.
  nonisolated let isOff: Bool
  private let place: Place
  private let now: @Sendable () -> Date
  private var opening: Task<Result<HistoryStore?, HistoryProblem>, Never>?

  init(_ place: Place, now: @escaping @Sendable () -> Date) {
    self.place = place
    isOff = if case .off = place { true } else { false }
    isDemo = if case .memory = place { true } else { false }
    self.now = now
  }

  /// Whether something is remembered already: an open file, or one on the disk. One that cannot be seen may be there.
  var isThere: Bool {
    get async {
      if opening != nil { return true }
      guard case .file(let path) = place else { return false }
      return await BlockingWork.run { access(path, F_OK) == 0 || errno != ENOENT }
    }
  }

  /// Nil where history is turned off. Callers share one opening; one that failed for the moment is tried again.
  func store() async throws(HistoryProblem) -> HistoryStore? {
    let (place, now) = (place, now)
    let task =
      opening
      ?? Task {
        await BlockingWork.run {
          do throws(HistoryProblem) {
            switch place {
            case .file(let path): return .success(try HistoryStore.open(path, now: now()))
            case .memory: return .success(try HistoryStore.inMemory())
            case .off: return .success(nil)
            }
          } catch {
            return .failure(error)
          }
        }
      }
    opening = task
    let result = await task.value
    if case .failure(let problem) = result, problem.isPassing, opening == task { opening = nil }
    return try result.get()
  }
}
