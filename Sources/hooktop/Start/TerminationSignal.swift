import Glibc
import Synchronization

/// Waits for a signal that asks the program to end. While it watches, none of them ends the process by itself.
final class TerminationSignal: Sendable {
  static let all = [SIGINT, SIGTERM, SIGHUP]

  private let arrival = Arrival()
  private let listener: SignalDispatcher.Listener

  /// Watches from now on, so that none that comes before `next` is awaited is lost.
  init() {
    listener = SignalDispatcher.listen(to: Self.all) { [arrival] in arrival.came($0) }
  }

  /// The first signal that came; nil when watching was stopped before.
  func next() async -> Int32? { await arrival.next() }

  /// Signals end the process again.
  func stop() {
    listener.stop()
    arrival.came(nil)
  }

  /// Remembers the first of what came, whether it is waited for yet or not.
  private final class Arrival: Sendable {
    private enum State {
      case waiting([CheckedContinuation<Int32?, Never>])
      case came(Int32?)
    }

    private let state = Mutex(State.waiting([]))

    func came(_ number: Int32?) {
      let waiting = state.withLock { state -> [CheckedContinuation<Int32?, Never>] in
        guard case .waiting(let continuations) = state else { return [] }
        state = .came(number)
        return continuations
      }
      waiting.forEach { $0.resume(returning: number) }
    }

    func next() async -> Int32? {
      await withCheckedContinuation { continuation in
        let came = state.withLock { state -> Int32?? in
          switch state {
          case .came(let number): return .some(number)
          case .waiting(let others):
            state = .waiting(others + [continuation])
            return nil
          }
        }
        if let came { continuation.resume(returning: came) }
      }
    }
  }
}
