import Synchronization

/// What must come to its end whatever ends the program: a rotate that was sent, a secret that is not saved yet.
///
/// Creates on their way are not among it: the journal covers them.
final class UnfinishedWork: Sendable {
  private struct State {
    var count = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var isUnderWay: Bool { state.withLock { $0.count > 0 } }

  /// Does the work in a task of its own, so that whoever asked for it may be cancelled meanwhile.
  func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
    state.withLock { $0.count += 1 }
    let task = Task {
      let value = await body()
      self.ended()
      return value
    }
    return await task.value
  }

  /// Returns when nothing is under way.
  func finished() async {
    await withCheckedContinuation { continuation in
      let isDone = state.withLock { state in
        if state.count > 0 { state.waiting.append(continuation) }
        return state.count == 0
      }
      if isDone { continuation.resume() }
    }
  }

  private func ended() {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.count -= 1
      guard state.count == 0 else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }
}
