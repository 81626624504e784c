import Glibc
import Synchronization

/// Messages from any task to the one thread that runs the event loop.
public final class Inbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  public let wakeUp = WakeUp()

  public init() {}

  public func post(_ message: Message) {
    messages.withLock { $0.append(message) }
    wakeUp.signal()
  }

  /// All messages so far, oldest first.
  public func drain() -> [Message] {
    wakeUp.clear()
    return messages.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}

/// A file descriptor that other threads make readable to end a `poll`.
public final class WakeUp: Sendable {
  /// Readable from `signal()` until `clear()`.
  public let descriptor: Int32
  private let writeEnd: Int32

  public init() {
    var ends: [Int32] = [0, 0]
    // A process without two free descriptors cannot run a loop.
    guard pipe(&ends) == 0 else { fatalError("pipe: error \(errno)") }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (descriptor, writeEnd) = (ends[0], ends[1])
  }

  /// Safe from any thread and in a signal handler. A full pipe counts as a signal.
  public func signal() {
    var one: UInt8 = 1
    _ = write(writeEnd, &one, 1)
  }

  /// Blocks until `signal` was called or the time-out passed; leaves it signalled.
  public func wait(milliseconds: Int32 = -1) {
    var descriptors = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    poll(&descriptors, 1, milliseconds)
  }

  public func clear() {
    var buffer = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &buffer, buffer.count) > 0 {}
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }
}
