import Synchronization

/// What must come to its end whatever ends the program: a rotate that was sent, a secret that is not saved yet.
///
/// Creates on their way are not among it: the journal covers them.
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

  /// Does the work in a task of its own, so that whoever asked for it may be cancelled meanwhile.
  /// - Parameter exitMessage: what to say of it where nobody waits for it any more.
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

  /// Waits for what is under way now, and returns what there is to say of it. Each word is told to one caller.
  func exitMessages() async -> [String] {
    state.withLock { $0.isAwaited = true }
    await waitUntilDone()
    return state.withLock { state in
      defer { state.messages = [] }
      return state.messages
    }
  }

  /// Returns when nothing is under way.
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
