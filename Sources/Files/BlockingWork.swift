import Foundation
import Synchronization

/// Runs what blocks (files, fsync, waiting for a process) away from the cooperative pool, whose few threads must
/// always be free to go on.
///
/// Each call has a thread of its own. A dispatch queue would share the threads of that pool, and get further ones only
/// once a second: a few token commands that wait would hold up every task and every file.
public enum BlockingWork {
  public static func run<Value: Sendable, Problem: Error>(
    _ body: @escaping @Sendable () throws(Problem) -> Value
  ) async throws(Problem) -> Value {
    try await runOnOwnThread(named: "blocking") { Result { () throws(Problem) in try body() } }.get()
  }

  /// The same for what blocks as long as the program runs and must stay on one thread.
  public static func runOnOwnThread<Value: Sendable>(
    named name: String, _ body: @escaping @Sendable () -> Value
  ) async -> Value {
    let work = Work(body)
    return await withCheckedContinuation { continuation in
      let thread = Thread { continuation.resume(returning: work.run()) }
      thread.name = name
      // Large values are on the heap; the main thread's 8 MiB are not needed.
      thread.stackSize = 4 << 20
      thread.start()
    }
  }
}

/// Lets go of what the work holds before its caller hears that it is done: a thread that ends later would keep a lock on a
/// file that the caller has given back.
private final class Work<Value>: Sendable {
  private let body: Mutex<(@Sendable () -> Value)?>

  init(_ body: @escaping @Sendable () -> Value) { self.body = Mutex(body) }

  /// To be called once.
  func run() -> Value {
    guard let body = body.withLock({ $0.take() }) else { preconditionFailure("run twice") }
    return body()
  }
}
