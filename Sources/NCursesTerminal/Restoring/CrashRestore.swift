internal import CNCurses
import Glibc
import Synchronization

private typealias SignalAction = Glibc.sigaction

/// Restores the terminal, if one is acquired, before the process dies of a trap or an abort, and lets it die at once: by the
/// signal, or with last words and a status where those were prepared.
///
/// Swift's own crash reporter is not used on purpose: it would print registers and the memory behind them, which can hold
/// secrets, and on a terminal it waits half a minute for a key.
enum CrashRestore {
  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS]
  private static let isInstalled = Atomic<Bool>(false)

  /// What is written in place of dying by the signal.
  private struct LastWords {
    let bytes: UnsafePointer<UInt8>
    let count: Int
    let status: Int32
  }

  // The address of them, because only words are atomic. 0 where there are none.
  private static let lastWords = Atomic<UInt>(0)

  /// Once for the process. The handlers stay and do nothing while no terminal is acquired.
  static func install() {
    guard !isInstalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
    // A handler must not initialize a global.
    _ = EmergencyRestore.hasFired
    _ = lastWords.load(ordering: .relaxed)
    for number in signals {
      var action = SignalAction()
      // On the alternate stack if a thread has one, because its own may have overflowed.
      hooktop_set_handler(
        &action, { number, information, _ in CrashRestore.handle(number, information) }, Int32(SA_ONSTACK))
      sigaction(number, &action, nil)
    }
  }

  /// Prepared in memory that is never freed, because a handler may be reading it at any time.
  static func prepareLastWords(_ text: String, status: Int32) {
    let text = Array(text.utf8)
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: text.count)
    bytes.initialize(from: text, count: text.count)
    let words = UnsafeMutablePointer<LastWords>.allocate(capacity: 1)
    words.initialize(to: LastWords(bytes: bytes, count: text.count, status: status))
    lastWords.store(UInt(bitPattern: words), ordering: .releasing)
  }

  /// Gives the calling thread an alternate stack if it has none, because an overflow of its own leaves no room for a
  /// handler. It belongs to the thread and is never freed.
  static func installAlternateStack() {
    var current = stack_t()
    guard sigaltstack(nil, &current) == 0, current.ss_flags & Int32(SS_DISABLE) != 0 else { return }
    let size = 128 * 1_024
    var second = stack_t(
      ss_sp: UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16), ss_flags: 0, ss_size: size)
    sigaltstack(&second, nil)
  }

  private static func handle(_ number: Int32, _ information: UnsafeMutablePointer<siginfo_t>?) {
    EmergencyRestore.fire()
    if let words = UnsafePointer<LastWords>(bitPattern: lastWords.load(ordering: .acquiring)) {
      _ = write(STDOUT_FILENO, words.pointee.bytes, words.pointee.count)
      _exit(words.pointee.status)
    }
    var defaultAction = SignalAction()
    defaultAction.__sigaction_handler.sa_handler = SIG_DFL
    sigaction(number, &defaultAction, nil)
    // Returning repeats a faulting instruction under the default action. A signal that was sent must be sent again.
    let wasSent = information.map { $0.pointee.si_code <= 0 } ?? true
    if wasSent || number == SIGABRT || number == SIGTRAP { raise(number) }
  }
}
