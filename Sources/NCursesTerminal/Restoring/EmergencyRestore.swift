internal import CNCurses
import Glibc
import Synchronization

/// Gives the terminal back by nothing but what a signal handler may do: prepared bytes, `poll`, `write`, `tcsetattr`.
/// No lock, no allocation, no ncurses; also for a thread that must not wait for the one that owns the terminal.
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

  // The address of the plan, because only words are atomic. 0: the terminal is not ours.
  private static let armed = Atomic<UInt>(0)
  private static let fired = Atomic<Bool>(false)

  /// Whether the terminal was given back this way. From then on nothing may be drawn.
  static var hasFired: Bool { fired.load(ordering: .acquiring) }

  static func arm(_ plan: UnsafeMutablePointer<Plan>) {
    armed.store(UInt(bitPattern: plan), ordering: .releasing)
  }

  static func disarm() {
    armed.store(0, ordering: .releasing)
  }

  /// Once, however many threads call it. Takes at most `patience` milliseconds if nobody reads what is written.
  static func fire(patience: Int32 = 300) {
    guard let plan = UnsafePointer<Plan>(bitPattern: armed.exchange(0, ordering: .acquiringAndReleasing)) else {
      return
    }
    fired.store(true, ordering: .releasing)
    // A process in the background would be stopped for touching the terminal.
    var blocked = sigset_t()
    var before = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGTTOU)
    pthread_sigmask(SIG_BLOCK, &blocked, &before)
    writeAll(plan.pointee, patience)
    tcsetattr(plan.pointee.input, TCSANOW, plan.pointee.attributes)
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  private static func writeAll(_ plan: Plan, _ patience: Int32) {
    var sent = 0
    var left = patience
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
        // Another thread may ownership the terminal though it has room; only time tells.
        _ = poll(nil, 0, step)
        left -= step
      } else {
        return
      }
    }
  }
}

extension EmergencyRestore {
  /// Prepares giving back a terminal as it is found now.
  static func prepare(bytes: [UInt8], input: Int32, output: Int32, attributes: termios) -> UnsafeMutablePointer<Plan> {
    let kept = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, bytes.count))
    for (index, byte) in bytes.enumerated() { (kept + index).initialize(to: byte) }
    let found = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    found.initialize(to: attributes)
    let plan = UnsafeMutablePointer<Plan>.allocate(capacity: 1)
    plan.initialize(
      to: Plan(
        bytes: kept, count: bytes.count, output: unblockingTwin(of: output) ?? output, input: input, attributes: found))
    return plan
  }

  /// A description of its own of the same terminal: `O_NONBLOCK` on the shared one would reach the shell.
  private static func unblockingTwin(of descriptor: Int32) -> Int32? {
    var name = [CChar](repeating: 0, count: 256)
    guard ttyname_r(descriptor, &name, name.count) == 0 else { return nil }
    let twin = open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    return twin >= 0 ? twin : nil
  }
}
