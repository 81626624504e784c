import Glibc
import Synchronization

/// Takes the signals that a process is asked something with, on its main thread, which does nothing else.
///
/// They are blocked before there is another thread, and threads inherit that: so none comes to a thread that is at
/// something else, none is lost, and no work is done in a handler. One that nobody listens to does what it does by
/// itself. In a process that did not block them, such as a test's, signals are left alone and nothing is ever heard.
enum SignalDispatcher {
  /// To end, to stop, and to look at the window's size.
  private static let watched = [SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGWINCH]
  private static let listeners = Mutex<(last: Int, all: [Int: Registration])>((0, [:]))

  private struct Registration: Sendable {
    let numbers: [Int32]
    let act: @Sendable (Int32) -> Void
  }

  /// Before any thread is made.
  static func blockSignals() { setBlocked(watched, SIG_BLOCK) }

  /// The main thread's work from then on.
  static func run() -> Never {
    var signals = signalSet(of: watched)
    while true {
      var information = siginfo_t()
      let number = sigwaitinfo(&signals, &information)
      // Interrupted by being stopped and continued.
      guard number > 0 else { continue }
      // Whoever stops the process from within stops its whole group, and does not ask for it again.
      if number == SIGTSTP, information.si_code <= 0, information._sifields._kill.si_pid == getpid() { continue }
      // Whatever becomes of the signal: nobody waits for a token any more.
      if TerminationSignal.all.contains(number) { RunningCommands.endAll() }
      let listeners = listeners.withLock { $0.all.values.filter { $0.numbers.contains(number) } }
      if listeners.isEmpty { performDefaultAction(number) }
      listeners.forEach { $0.act(number) }
    }
  }

  /// - Parameter act: called on the main thread for every signal, so it must not block.
  static func listen(to numbers: [Int32], _ act: @escaping @Sendable (Int32) -> Void) -> Listener {
    listeners.withLock { listeners in
      listeners.last += 1
      listeners.all[listeners.last] = Registration(numbers: numbers, act: act)
      return Listener(number: listeners.last)
    }
  }

  /// Somebody who listens until told otherwise.
  struct Listener: Sendable {
    fileprivate let number: Int

    func stop() { listeners.withLock { _ = $0.all.removeValue(forKey: number) } }
  }

  /// As if it had never been blocked: ends or stops the process, or nothing where it is ignored.
  private static func performDefaultAction(_ number: Int32) {
    setBlocked([number], SIG_UNBLOCK)
    pthread_kill(pthread_self(), number)
    setBlocked([number], SIG_BLOCK)
  }

  private static func setBlocked(_ numbers: [Int32], _ how: Int32) {
    var signals = signalSet(of: numbers)
    pthread_sigmask(how, &signals, nil)
  }

  private static func signalSet(of numbers: [Int32]) -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    numbers.forEach { sigaddset(&signals, $0) }
    return signals
  }
}

/// Waits for a signal that asks the program to end. While it watches, none of them ends the process by itself.
final class TerminationSignal: Sendable {
  static let all = [SIGINT, SIGTERM, SIGHUP]

  private let arrival = Arrival()
  private let listener: SignalDispatcher.Listener

  /// Watches from now on, so that none that comes before `next` is awaited is lost.
  init() {
    listener = SignalDispatcher.listen(to: Self.all) { [arrival] in arrival.arrive($0) }
  }

  /// The first signal that came; nil when watching was stopped before.
  func next() async -> Int32? { await arrival.next() }

  /// Signals end the process again.
  func stop() {
    listener.stop()
    arrival.arrive(nil)
  }

  /// Remembers the first of what came, whether it is waited for yet or not.
  private final class Arrival: Sendable {
    private enum State {
      case waiting([CheckedContinuation<Int32?, Never>])
      case arrived(Int32?)
    }

    private let state = Mutex(State.waiting([]))

    func arrive(_ number: Int32?) {
      let waiting = state.withLock { state -> [CheckedContinuation<Int32?, Never>] in
        guard case .waiting(let continuations) = state else { return [] }
        state = .arrived(number)
        return continuations
      }
      waiting.forEach { $0.resume(returning: number) }
    }

    func next() async -> Int32? {
      await withCheckedContinuation { continuation in
        let came = state.withLock { state -> Int32?? in
          switch state {
          case .arrived(let number): return .some(number)
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
