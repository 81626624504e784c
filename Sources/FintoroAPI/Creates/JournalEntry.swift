public import FintoroWebhooks
public import struct Foundation.Date
import Synchronization

/// One pending create, locked by this process until it is retired or let go.
public final class JournalEntry: Sendable {
  private let state: Mutex<PendingCreate>
  let file: EntryFile
  private let queue: FileQueue

  init(_ opened: (create: PendingCreate, file: EntryFile), queue: FileQueue) {
    state = Mutex(opened.create)
    file = opened.file
    self.queue = queue
  }

  /// What is on disk, sends included.
  public var create: PendingCreate { state.withLock { $0 } }

  /// Writes down that a POST is about to go out; when it returns that survives a power cut. Its outcome counts as
  /// unknown until it is recorded.
  /// - Returns: the send's place in `create.sends`.
  public func recordSend(at date: Date) async throws(JournalProblem) -> Int {
    let date = EntryTime.stored(date)
    // On the queue, so that sends stand in memory in the order of their lines.
    return try await queue.run { [self] () throws(JournalProblem) in
      try file.append(.send(at: date))
      return state.withLock {
        $0.sends.append(PendingCreate.Send(at: date, outcome: .unknown))
        return $0.sends.count - 1
      }
    }
  }

  /// Writes down what became known of a send. `unknown` is what the file says already.
  public func recordOutcome(_ outcome: PendingCreate.Outcome, ofSend send: Int) async throws(JournalProblem) {
    guard outcome != .unknown, create.sends.indices.contains(send) else { return }
    try await queue.run { [self] () throws(JournalProblem) in
      try file.append(.outcome(outcome, send: send))
      state.withLock { $0.sends[send].outcome = outcome }
    }
  }

  /// Takes the entry out of the journal for good and lets it go: its secret is saved, or nothing was made.
  public func retire() async throws(JournalProblem) {
    let file = file
    try await queue.run { () throws(JournalProblem) in try file.remove() }
  }
}
