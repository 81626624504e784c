internal import CNCurses
import Glibc
import Synchronization
import TerminalUI

private typealias SignalAction = Glibc.sigaction

/// Stopping and going on as a shell's job control wants it.
enum JobControl {
  /// Signalled whenever the process was continued, once `noticeContinues` was called.
  static let continued = WakeUp()
  private static let isNoticing = Atomic<Bool>(false)

  /// Once for the process. Leaves a handler alone that somebody else set.
  static func noticeContinues() {
    guard !isNoticing.exchange(true, ordering: .acquiringAndReleasing) else { return }
    var former = SignalAction()
    guard sigaction(SIGCONT, nil, &former) == 0, former.__sigaction_handler.sa_handler == nil else { return }
    // Made here, because making it is no work for a handler.
    continued.clear()
    var action = SignalAction()
    hooktop_set_handler(&action, { _, _, _ in JobControl.continued.signal() }, Int32(SA_RESTART | SA_ONSTACK))
    sigaction(SIGCONT, &action, nil)
  }

  /// Whether the terminal is ours to read and to draw on. One that is no controlling terminal always is.
  static func isForeground(_ terminal: Int32) -> Bool {
    let group = tcgetpgrp(terminal)
    return group < 0 || group == getpgrp()
  }

  /// Whether a signal to end is here that nobody has taken yet, in a process that blocks those.
  static var isAskedToEnd: Bool {
    var pending = sigset_t()
    guard sigpending(&pending) == 0 else { return false }
    return [SIGTERM, SIGHUP, SIGINT].contains { sigismember(&pending, $0) == 1 }
  }

  /// Stops the whole process group, so that the shell sees its job stopped, and returns when it was continued. In a
  /// group that nobody could continue the system drops the signal: returns at once.
  static func stop(_ number: Int32) {
    var former = SignalAction()
    sigaction(number, nil, &former)
    // First the others of the group. Ignoring it once more drops it where it waits for a thread that blocks it.
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
    // thread could take it while this one already takes the terminal back.
    pthread_kill(pthread_self(), number)
    pthread_sigmask(SIG_SETMASK, &before, nil)
    sigaction(number, &former, nil)
  }
}
