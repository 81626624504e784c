/// The faults of a running sandbox, and the requests that they delay.
actor FaultRegistry {
  private var list: FaultList
  private var waits: [Int: Task<Void, any Error>] = [:]
  private var started = 0
  /// How often the faults were cleared.
  private var clearings = 0

  init(_ faults: [Fault], seed: UInt64) {
    list = FaultList(faults, seed: seed)
  }

  var entries: [FaultList.Entry] { list.entries }

  func inject(_ fault: Fault) {
    list.append(fault)
  }

  /// Also ends the waits: requests that a fault delays go on at once.
  func clear() {
    list.removeAll()
    clearings += 1
    for wait in waits.values { wait.cancel() }
  }

  func take(method: String, path: String) -> FaultPlan {
    var plan = list.take(method: method, path: path)
    plan.clearings = clearings
    return plan
  }

  /// Returns after that time, earlier when the faults are cleared, and throws when the request's own task ends.
  /// - Parameter before: the plan's `clearings`: a request may wait long after its plan was made, or again and again.
  func wait(seconds: Double, unlessClearedSince before: Int) async throws {
    guard seconds > 0, clearings == before else { return }
    started += 1
    let number = started
    let wait = Task { try await Task.sleep(for: .seconds(seconds)) }
    waits[number] = wait
    defer { waits[number] = nil }
    await withTaskCancellationHandler {
      _ = await wait.result
    } onCancel: {
      wait.cancel()
    }
    try Task.checkCancellation()
  }
}
