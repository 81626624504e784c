internal import CNCurses
import Glibc
import Synchronization

private typealias SignalAction = Glibc.sigaction

/// Stopping and going on as a shell's job control wants it.
enum JobControl {
  private static let continues = Atomic<Int>(0)
  private static let isCounting = Atomic<Bool>(false)

  /// How often the process was continued since `countContinues` was first called.
  static var continueCount: Int { continues.load(ordering: .acquiring) }

  /// Once for the process. Leaves a handler alone that somebody else set.
  static func countContinues() {
    guard !isCounting.exchange(true, ordering: .acquiringAndReleasing) else { return }
    var former = SignalAction()
    guard sigaction(SIGCONT, nil, &former) == 0, former.__sigaction_handler.sa_handler == nil else { return }
    _ = continueCount
    var action = SignalAction()
    hooktop_set_handler(
      &action, { _, _, _ in JobControl.continues.add(1, ordering: .releasing) }, Int32(SA_RESTART | SA_ONSTACK))
    sigaction(SIGCONT, &action, nil)
  }

  /// Whether the terminal is ours to read and to draw on. One that is no controlling terminal always is.
  static func isForeground(_ terminal: Int32) -> Bool {
    let group = tcgetpgrp(terminal)
    return group < 0 || group == getpgrp()
  }

  /// Stops the whole process group, so that the shell sees its job stopped, and returns when it was continued. In a
  /// group that nobody could continue the system drops the signal: returns after a moment.
  static func stop(_ number: Int32) {
    var byDefault = SignalAction()
    var former = SignalAction()
    sigaction(number, &byDefault, &former)
    var unblocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&unblocked)
    sigaddset(&unblocked, number)
    pthread_sigmask(SIG_UNBLOCK, &unblocked, &before)

    let count = continueCount
    kill(0, number)
    // Another thread may take the signal, so this one may run on for an instant before it is stopped.
    for _ in 0..<25 where continueCount == count { _ = poll(nil, 0, 10) }

    pthread_sigmask(SIG_SETMASK, &before, nil)
    sigaction(number, &former, nil)
  }
}
