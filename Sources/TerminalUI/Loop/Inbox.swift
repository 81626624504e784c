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
