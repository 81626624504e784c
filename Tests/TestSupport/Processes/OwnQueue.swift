import Dispatch

/// Runs asynchronous work that computes for long on a thread beside those that tests, effects and servers in this
/// process share: with two of them, one trial would leave one for all others.
public func onOwnQueue<Value: Sendable>(_ work: @Sendable () async throws -> Value) async throws -> Value {
  try await withTaskExecutorPreference(OwnQueue()) { try await work() }
}

private final class OwnQueue: TaskExecutor {
  private let queue = DispatchQueue(label: "trial")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
