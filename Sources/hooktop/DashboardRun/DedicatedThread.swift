import Foundation

/// Runs `body` on a thread of its own, so that it may block without starving the pool that effects run on.
func onDedicatedThread<Value: Sendable>(named name: String, _ body: @escaping @Sendable () -> Value) async -> Value {
  await withCheckedContinuation { continuation in
    let thread = Thread { continuation.resume(returning: body()) }
    thread.name = name
    // Frames and lists are values on the heap; the main thread's 8 MiB are not needed.
    thread.stackSize = 4 << 20
    thread.start()
  }
}
