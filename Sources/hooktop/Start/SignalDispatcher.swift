import Glibc
import Synchronization

/// Receives signals on the main thread, which does nothing else.
///
/// Signals are blocked before there is another thread, and threads inherit that. So no signal interrupts other work,
/// none is lost, and nothing runs in a handler. A signal without listeners does what it does by default. A process that
/// has not called `blockSignals`, such as a test's, receives none here.
enum SignalDispatcher {
  /// Signals to end, to stop, and to read the window's size.
  ///
  /// Those that whoever started the program had it ignore stay ignored: `nohup` means HUP to do nothing. Blocked, they
  /// would be received all the same.
  private static let watched = (TerminationSignal.all + [SIGTSTP]).filter { !isIgnored($0) } + [SIGWINCH]
  /// The first signal to end that was obeyed and has no exit status of its own; 0 for none.
  private static let obeyed = Atomic<Int32>(0)
  private static let listeners = Mutex<(last: Int, all: [Int: Registration])>((0, [:]))

  private struct Registration: Sendable {
    let numbers: [Int32]
    let act: @Sendable (Int32) -> Void
  }

  /// Call before any thread is made.
  static func blockSignals() {
    setBlocked(watched, SIG_BLOCK)
    // Swift's crash reporter handles QUIT; it would print the memory behind registers, and not end for a minute.
    watched.forEach { signal($0, SIG_DFL) }
  }

  /// Receives signals for ever, on the main thread.
  static func run() -> Never {
    var signals = signalSet(of: watched)
    while true {
      var information = siginfo_t()
      let number = sigwaitinfo(&signals, &information)
      // Stopping and continuing the process interrupts the call.
      guard number > 0 else { continue }
      // The process stops its whole group itself. The copy that comes back to it is ignored.
      if number == SIGTSTP, information.si_code <= 0, information._sifields._kill.si_pid == getpid() { continue }
      // Whatever becomes of the signal: nobody waits for a token any more.
      if TerminationSignal.all.contains(number) { RunningCommands.endAll() }
      let listeners = listeners.withLock { $0.all.values.filter { $0.numbers.contains(number) } }
      if listeners.isEmpty { performDefaultAction(number) }
      if TerminationSignal.all.contains(number), ExitCode(signal: number) == nil {
        _ = obeyed.compareExchange(expected: 0, desired: number, ordering: .acquiringAndReleasing)
      }
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

  /// A registration; listens until `stop` is called.
  struct Listener: Sendable {
    fileprivate let number: Int

    func stop() { listeners.withLock { _ = $0.all.removeValue(forKey: number) } }
  }

  /// Ends the process with a status, or by the signal that ended its work if that has no status of its own.
  /// - Parameter atOnce: without what is done at a normal exit, which a terminal that takes no bytes may hold up.
  static func exit(_ code: ExitCode, atOnce: Bool = false) -> Never {
    let number = obeyed.load(ordering: .acquiring)
    if number != 0 {
      if !atOnce { fflush(nil) }
      performDefaultAction(number)
    }
    if atOnce { _exit(code.rawValue) }
    Glibc.exit(code.rawValue)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    // Right because a handler is one word, and this one is a number: functions cannot be compared otherwise.
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Delivers the signal unblocked: it ends or stops the process, or is ignored.
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

/// Waits for a signal that asks the program to end. Meanwhile these signals do not end the process.
final class TerminationSignal: Sendable {
  /// Every signal that ends a process, KILL and those that tell of a fault apart. PIPE and XFSZ are ignored: their calls
  /// fail instead. 32 and 33 belong to the C library.
  static let all: [Int32] =
    [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2]
    + [SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGPWR, SIGSTKFLT]
    + (__libc_current_sigrtmin()...__libc_current_sigrtmax())

  private let arrival = Arrival()
  private let listener: SignalDispatcher.Listener

  /// Starts to watch. A signal that comes before `next` is called is not lost.
  init() {
    listener = SignalDispatcher.listen(to: Self.all) { [arrival] in arrival.arrive($0) }
  }

  /// The first signal; nil if `stop` was called before one came.
  func next() async -> Int32? { await arrival.next() }

  /// Ends watching: signals end the process again.
  func stop() {
    listener.stop()
    arrival.arrive(nil)
  }

  /// Remembers the first arrival until it is awaited.
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
