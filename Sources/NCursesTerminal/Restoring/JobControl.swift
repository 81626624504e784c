internal import CNCurses
import Glibc
import Synchronization
import TerminalUI

private typealias SignalAction = Glibc.sigaction

/// Stops and continues the process as a shell's job control expects.
enum JobControl {
  /// Signalled whenever the process was continued, once `noticeContinues` was called.
  static let continued = WakeUp()
  private static let isNoticing = Atomic<Bool>(false)

  /// Once for the process. It does not replace a handler that somebody else set.
  static func noticeContinues() {
    guard !isNoticing.exchange(true, ordering: .acquiringAndReleasing) else { return }
    var former = SignalAction()
    guard sigaction(SIGCONT, nil, &former) == 0, former.__sigaction_handler.sa_handler == nil else { return }
    // Initialized here, because a handler must not do it.
    continued.clear()
    var action = SignalAction()
    hooktop_set_handler(&action, { _, _, _ in JobControl.continued.signal() }, Int32(SA_RESTART | SA_ONSTACK))
    sigaction(SIGCONT, &action, nil)
  }

  /// Whether this process may read and draw on the terminal. It always may on one that is no controlling terminal.
  static func isForeground(_ terminal: Int32) -> Bool {
    let group = tcgetpgrp(terminal)
    return group < 0 || group == getpgrp()
  }

  /// Whether a signal to end is pending, in a process that blocks those signals: any that neither stops, continues nor
  /// is ignored by default.
  static var isAskedToEnd: Bool {
    var pending = sigset_t()
    guard sigpending(&pending) == 0 else { return false }
    let harmless = [SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGCHLD, SIGURG, SIGWINCH]
    return (1...64).contains { sigismember(&pending, $0) == 1 && !harmless.contains($0) }
  }

  /// Stops the whole process group, so that the shell sees its job stopped, and returns when it was continued. In an
  /// orphaned group the system drops the signal, and this returns at once.
  static func stop(_ number: Int32) {
    var former = SignalAction()
    sigaction(number, nil, &former)
    // First the rest of the group. Ignoring the signal again drops it where a thread blocks it.
    signal(number, SIG_IGN)
    kill(0, number)
    signal(number, SIG_IGN)

    signal(number, SIG_DFL)
    var unblocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&unblocked)
    sigaddset(&unblocked, number)
    pthread_sigmask(SIG_UNBLOCK, &unblocked, &before)
    // Sent to this thread, it stops the process before this thread does anything else. Sent to the process, another
    // thread could get it while this one already acquires the terminal again.
    pthread_kill(pthread_self(), number)
    pthread_sigmask(SIG_SETMASK, &before, nil)
    sigaction(number, &former, nil)
  }
}
