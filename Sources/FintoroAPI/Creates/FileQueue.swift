import Dispatch

/// Runs blocking file work one after another on a thread of its own, never on the threads that Swift's tasks share.
struct FileQueue: Sendable {
  private let queue = DispatchQueue(label: "hooktop.creates")

  func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws(JournalProblem) -> Value
  ) async throws(JournalProblem) -> Value {
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<Value, JournalProblem>, Never>) in
      queue.async {
        continuation.resume(returning: Result { () throws(JournalProblem) in try work() })
      }
    }
    return try result.get()
  }
}
