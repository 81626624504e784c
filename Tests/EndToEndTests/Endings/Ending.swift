import Glibc
import TestSupport
import Testing

/// A way for the program to end, and how its parent sees it.
struct Ending: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let exit: ProcessExit
  let act: @Sendable (PseudoTerminal) -> Void

  private init(_ name: String, _ exit: ProcessExit, _ act: @escaping @Sendable (PseudoTerminal) -> Void) {
    (testDescription, self.exit, self.act) = (name, exit, act)
  }

  static let all: [Ending] =
    [Ending("Ctrl-C", .exited(0)) { $0.send("\u{3}") }]
    + told.map { number in Ending(name(number), .exited(128 + number)) { $0.signal(number) } }
    + (deadly + faults).map { number in Ending(name(number), .signaled(number)) { $0.signal(number) } }
    + [
      Ending("Ctrl-C on a stopped terminal", .exited(0)) {
        $0.stopOutput()
        $0.send("jk\u{3}")
      }
    ]
    + stopped.map { number in
      Ending("\(name(number)) on a stopped terminal", told.contains(number) ? .exited(128 + number) : .signaled(number))
      {
        $0.stopOutput()
        $0.signal(number)
      }
    }

  /// Whose exit status says which it was.
  private static let told = [SIGTERM, SIGHUP, SIGINT]
  /// Which the program obeys as the others, and then ends by.
  private static let deadly =
    [SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGIO, SIGPWR, SIGSTKFLT]
    + [__libc_current_sigrtmin(), 50, __libc_current_sigrtmax()]
  /// Which say that the program is broken; from here they are only sent.
  private static let faults = [SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP, SIGSYS]
  private static let stopped = [SIGTERM, SIGHUP, SIGINT, SIGUSR1, SIGSEGV]

  private static func name(_ number: Int32) -> String {
    let names: [Int32: String] = [
      SIGTERM: "TERM", SIGHUP: "HUP", SIGINT: "INT", SIGQUIT: "QUIT", SIGUSR1: "USR1", SIGUSR2: "USR2",
      SIGALRM: "ALRM", SIGVTALRM: "VTALRM", SIGPROF: "PROF", SIGXCPU: "XCPU", SIGIO: "IO", SIGPWR: "PWR",
      SIGSTKFLT: "STKFLT", SIGSEGV: "SEGV", SIGABRT: "ABRT", SIGILL: "ILL", SIGBUS: "BUS", SIGFPE: "FPE",
      SIGTRAP: "TRAP", SIGSYS: "SYS",
    ]
    return names[number] ?? "real-time signal \(number)"
  }
}
