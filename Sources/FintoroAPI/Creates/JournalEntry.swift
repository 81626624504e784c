import Files
public import FintoroWebhooks
public import struct Foundation.Date
import Synchronization

/// One pending create, locked by this process until it is retired or let go.
public final class JournalEntry: Sendable {
  private let state: Mutex<PendingCreate>
  /// Held from a line's write to its note in memory, so that sends stand there in the order of their lines.
  private let writing = Mutex(())
  let file: EntryFile

  init(_ opened: (create: PendingCreate, file: EntryFile)) {
    state = Mutex(opened.create)
    file = opened.file
  }

  /// What is on disk, sends included.
  public var create: PendingCreate { state.withLock { $0 } }

  /// Writes down that a POST is about to go out; when it returns that survives a power cut. Its outcome counts as
  /// unknown until it is recorded.
  /// - Returns: the send's place in `create.sends`.
  public func recordSend(at date: Date) async throws(JournalProblem) -> Int {
    let date = EntryTime.stored(date)
    return try await noting(.send(at: date)) { create in
      create.sends.append(PendingCreate.Send(at: date, outcome: .unknown))
      return create.sends.count - 1
    }
  }

  /// Writes down what became known of a send. `unknown` is what the file says already.
  public func recordOutcome(_ outcome: PendingCreate.Outcome, ofSend send: Int) async throws(JournalProblem) {
    guard outcome != .unknown, create.sends.indices.contains(send) else { return }
    try await noting(.outcome(outcome, send: send)) { $0.sends[send].outcome = outcome }
  }

  /// Takes the entry out of the journal for good and lets it go: its secret is saved, or nothing was made.
  public func retire() async throws(JournalProblem) {
    let file = file
    try await BlockingWork.run { () throws(JournalProblem) in try file.remove() }
  }

  /// Writes a line, syncs it, and notes in memory what it says.
  private func noting<Value: Sendable>(
    _ line: EntryLine, _ note: @escaping @Sendable (inout PendingCreate) -> Value
  ) async throws(JournalProblem) -> Value {
    try await BlockingWork.run { [self] () throws(JournalProblem) in
      try writing.withLock { _ throws(JournalProblem) in
        try file.append(line)
        return state.withLock { note(&$0) }
      }
    }
  }
}
