/// What came first: the work's result or the deadline.
enum DeadlineOutcome<Value: Sendable>: Sendable {
  case finished(Value)
  case deadline
}

/// Runs the work for at most a time, then cancels it. Cancelling the caller cancels the work, whose result then counts.
func withDeadline<Value: Sendable>(
  _ time: Duration, _ work: @escaping @Sendable () async -> Value
) async -> DeadlineOutcome<Value> {
  await withTaskGroup(of: DeadlineOutcome<Value>?.self) { group in
    group.addTask { .finished(await work()) }
    group.addTask {
      do {
        try await Task.sleep(for: time, clock: .continuous)
        return .deadline
      } catch {
        return nil
      }
    }
    defer { group.cancelAll() }
    while let outcome = await group.next() {
      if let outcome { return outcome }
    }
    // Not reached: the work always gives an outcome.
    return .deadline
  }
}

extension Duration {
  /// Rounded up, at least 1: for sentences.
  var wholeSeconds: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(seconds) + (attoseconds > 0 ? 1 : 0))
  }
}
