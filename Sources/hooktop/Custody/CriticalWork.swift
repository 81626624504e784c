import Synchronization

/// Work that the program finishes whatever ends it: a rotate that was sent, a secret that is not saved yet.
///
/// Creates are not part of it: the journal covers them.
final class CriticalWork: Sendable {
  private struct State {
    var count = 0
    /// Messages are made from the first call of `exitMessages` on: one may hold a secret that is nowhere else.
    var isAwaited = false
    /// Messages that no caller has received yet.
    var messages: [String] = []
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var isUnderWay: Bool { state.withLock { $0.count > 0 } }

  /// Runs the work in a task of its own. Cancelling the caller does not cancel it.
  /// - Parameter exitMessage: what is printed of the result if the screen is gone by then.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () async -> Value, exitMessage: @escaping @Sendable (Value) -> String
  ) async -> Value {
    state.withLock { $0.count += 1 }
    let task = Task {
      let value = await body()
      self.end { exitMessage(value) }
      return value
    }
    return await task.value
  }

  /// Waits for what is under way now and returns its messages. Each message is returned once.
  func exitMessages() async -> [String] {
    state.withLock { $0.isAwaited = true }
    await waitUntilDone()
    return state.withLock { state in
      defer { state.messages = [] }
      return state.messages
    }
  }

  /// Returns as soon as nothing is under way.
  func waitUntilDone() async {
    await withCheckedContinuation { continuation in
      let isDone = state.withLock { state in
        if state.count > 0 { state.waiting.append(continuation) }
        return state.count == 0
      }
      if isDone { continuation.resume() }
    }
  }

  private func end(with message: () -> String) {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.count -= 1
      if state.isAwaited { state.messages.append(message()) }
      guard state.count == 0 else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }
}
