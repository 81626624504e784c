import struct Foundation.Date

/// Wakes its one waiter at a given time, or earlier when it rings. Rings without a waiter count as one.
final class Alarm: Sendable {
  private let rings: AsyncStream<Void>
  private let ringing: AsyncStream<Void>.Continuation
  private let sleep: @Sendable (Date) async throws -> Void

  /// - Parameter sleep: returns at that time, and throws when its task is cancelled.
  init(sleep: @escaping @Sendable (_ until: Date) async throws -> Void) {
    (rings, ringing) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    self.sleep = sleep
  }

  func ring() { ringing.yield() }

  /// Ends every wait.
  func close() { ringing.finish() }

  /// - Returns: false when the alarm was closed or the task was cancelled.
  func wait(until moment: Date?) async -> Bool {
    let sleep = sleep
    let ringing = ringing
    let timer = moment.map { moment in
      Task {
        try await sleep(moment)
        ringing.yield()
      }
    }
    defer { timer?.cancel() }
    for await _ in rings { return true }
    return false
  }
}
