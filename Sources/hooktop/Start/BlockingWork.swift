import Foundation

/// Runs what blocks (files, fsync, waiting for a process) away from the cooperative pool, whose few threads must
/// always be free to go on.
///
/// Each call has a thread of its own. A dispatch queue would share the threads of that pool, and get further ones only
/// once a second: a few token commands that wait would hold up every task and every file.
enum BlockingWork {
  static func run<Value: Sendable, Problem: Error>(
    _ body: @escaping @Sendable () throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    let result: Result<Value, Problem> = await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: Result { () throws(Problem) in try body() }) }
      thread.name = "blocking"
      thread.start()
    }
    return try result.get()
  }
}
