internal import CNCurses
import Glibc
import Synchronization

/// Restores the terminal with only what a signal handler may do: prepared bytes, `poll`, `write`, `tcsetattr`, `tcflow`,
/// `tcflush`. No lock, no allocation, no ncurses. Also for a thread that must not wait for the one that owns the terminal.
enum EmergencyRestore {
  /// Prepared in memory that is never freed, because a handler may be reading it at any time.
  struct Plan {
    let bytes: UnsafeMutablePointer<UInt8>
    let count: Int
    /// Never blocks, and is shared with nobody where that is possible.
    let output: Int32
    let input: Int32
    let attributes: UnsafeMutablePointer<termios>
  }

  // The address of the plan, because only words are atomic. 0 while no terminal is acquired.
  private static let armed = Atomic<UInt>(0)
  private static let fired = Atomic<Bool>(false)

  /// Whether the terminal was restored this way. From then on nothing may be drawn.
  static var hasFired: Bool { fired.load(ordering: .acquiring) }

  static func arm(_ plan: UnsafeMutablePointer<Plan>) {
    armed.store(UInt(bitPattern: plan), ordering: .releasing)
  }

  static func disarm() {
    armed.store(0, ordering: .releasing)
  }

  /// Runs once, however many threads call it. Takes at most `timeout` milliseconds if the terminal does not read.
  static func fire(timeout: Int32 = 300) {
    guard let plan = UnsafePointer<Plan>(bitPattern: armed.exchange(0, ordering: .acquiringAndReleasing)) else {
      return
    }
    fired.store(true, ordering: .releasing)
    // A background process would be stopped when it touches the terminal.
    var blocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGTTOU)
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    // Output that was stopped (XOFF) would swallow the bytes, and the shell could write nothing either.
    tcflow(plan.pointee.output, TCOON)
    writeAll(plan.pointee, timeout)
    // An answer of the terminal would be read by the shell.
    tcflush(plan.pointee.input, TCIFLUSH)
    tcsetattr(plan.pointee.input, TCSANOW, plan.pointee.attributes)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  private static func writeAll(_ plan: Plan, _ timeout: Int32) {
    var sent = 0
    var left = timeout
    while sent < plan.count, left > 0 {
      let step: Int32 = 20
      var ready = pollfd(fd: plan.output, events: Int16(POLLOUT), revents: 0)
      if poll(&ready, 1, step) <= 0 {
        left -= step
        continue
      }
      let written = write(plan.output, plan.bytes + sent, plan.count - sent)
      if written > 0 {
        sent += written
      } else if errno == EAGAIN || errno == EINTR {
        // There was room, but another thread may have used it first. Wait and try again.
        _ = poll(nil, 0, step)
        left -= step
      } else {
        return
      }
    }
  }
}

extension EmergencyRestore {
  /// Prepares restoring the terminal to its current settings.
  static func prepare(bytes: [UInt8], input: Int32, output: Int32, attributes: termios) -> UnsafeMutablePointer<Plan> {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    for (index, byte) in bytes.enumerated() { (copy + index).initialize(to: byte) }
    let found = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    found.initialize(to: attributes)
    let plan = UnsafeMutablePointer<Plan>.allocate(capacity: 1)
    plan.initialize(
      to: Plan(
        bytes: copy, count: bytes.count, output: nonBlockingCopy(of: output) ?? output, input: input,
        attributes: found))
    return plan
  }

  /// The same terminal and settings with other bytes; later changes of the settings hold for both.
  static func prepare(like plan: UnsafeMutablePointer<Plan>, bytes: [UInt8]) -> UnsafeMutablePointer<Plan> {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    for (index, byte) in bytes.enumerated() { (copy + index).initialize(to: byte) }
    let other = UnsafeMutablePointer<Plan>.allocate(capacity: 1)
    other.initialize(
      to: Plan(
        bytes: copy, count: bytes.count, output: plan.pointee.output, input: plan.pointee.input,
        attributes: plan.pointee.attributes))
    return other
  }

  /// A new open file description of the same terminal, because the shell shares the old one and would get `O_NONBLOCK`.
  private static func nonBlockingCopy(of descriptor: Int32) -> Int32? {
    var name = [CChar](repeating: 0, count: 256)
    guard ttyname_r(descriptor, &name, name.count) == 0 else { return nil }
    let copy = open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    return copy >= 0 ? copy : nil
  }
}
