import FintoroWebhooks
import Foundation
import Glibc
import MetricsServer

extension WatchShared {
  /// Serves what the watched connections have said last.
  /// - Parameter patience: seconds without an answer of any of them until `/healthz` says so.
  func server(_ address: MetricsServer.Address, patience: Double, clock: LiveClock) -> MetricsServer {
    MetricsServer(
      address, metrics: { format in MetricsText.text(self.metrics, as: format) },
      health: {
        let (metrics, all, now) = (self.metrics, self.watched, clock.now())
        let seeing = metrics.count { now.timeIntervalSince($0.lastGoodAnswerAt) <= patience }
        if metrics.isEmpty { return .init(isGood: false, text: "no answer yet") }
        return seeing >= all
          ? .init(isGood: true, text: "ok")
          : .init(isGood: false, text: "\(all - seeing) of \(all) without an answer")
      })
  }
}

/// A running server of metrics.
struct ServedMetrics: Sendable {
  private let task: Task<Void, Never>

  /// Returns when it listens.
  static func start(_ server: MetricsServer) async throws -> ServedMetrics {
    let (events, event) = AsyncStream<Result<Int, any Error>>.makeStream()
    let task = Task {
      do {
        try await server.run { event.yield(.success($0)) }
      } catch {
        event.yield(.failure(error))
      }
      event.finish()
    }
    for await opened in events {
      let port = try opened.get()
      StandardError.print("Metrics are served on port \(port).")
      break
    }
    return ServedMetrics(task: task)
  }

  func stop() { task.cancel() }
}

extension MetricsServerFailure {
  var sentence: String {
    switch code {
    case EADDRINUSE: "Something else listens on \(address.text) already; choose another port with --listen."
    case EACCES: "hooktop may not listen on \(address.text): ports below 1024 need more rights."
    case let code?: "hooktop cannot listen on \(address.text): \(String(cString: strerror(code)))."
    case nil: "\(address.host) has no address; give --listen an address of this machine."
    }
  }
}
