import Dispatch

/// Runs what blocks (files, fsync, waiting for a process) away from the cooperative pool, whose few threads must
/// always be free to go on.
enum BlockingWork {
  static func run<Value: Sendable, Problem: Error>(
    _ body: @escaping @Sendable () throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    let result: Result<Value, Problem> = await withCheckedContinuation { continuation in
      queue.async {
        do throws(Problem) {
          continuation.resume(returning: .success(try body()))
        } catch {
          continuation.resume(returning: .failure(error))
        }
      }
    }
    return try result.get()
  }

  private static let queue = DispatchQueue(label: "hooktop.blocking", attributes: .concurrent)
}
