import Synchronization

/// What must come to its end whatever ends the program: a rotate that was sent, a secret that is not saved yet.
///
/// Creates on their way are not among it: the journal covers them.
final class CriticalWork: Sendable {
  private struct State {
    var count = 0
    /// Somebody listens: from then on words are made, because one may hold a secret that is nowhere else.
    var isHeard = false
    /// Those that nobody was told yet.
    var words: [String] = []
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private let state = Mutex(State())

  var isUnderWay: Bool { state.withLock { $0.count > 0 } }

  /// Does the work in a task of its own, so that whoever asked for it may be cancelled meanwhile.
  /// - Parameter word: what to say of it where nobody waits for it any more.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () async -> Value, word: @escaping @Sendable (Value) -> String
  ) async -> Value {
    state.withLock { $0.count += 1 }
    let task = Task {
      let value = await body()
      self.ended { word(value) }
      return value
    }
    return await task.value
  }

  /// Waits for what is under way now, and returns what there is to say of it. Each word is told to one caller.
  func exitMessages() async -> [String] {
    state.withLock { $0.isHeard = true }
    await finished()
    return state.withLock { state in
      defer { state.words = [] }
      return state.words
    }
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

  private func ended(saying word: () -> String) {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.count -= 1
      if state.isHeard { state.words.append(word()) }
      guard state.count == 0 else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    waiting.forEach { $0.resume() }
  }
}
