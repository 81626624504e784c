import Dashboard
import Dispatch
import Glibc
import NCursesTerminal
import Synchronization
import TerminalUI

/// Turns signals into messages for the loop, and ends the process when the loop cannot take them.
final class TerminalSignals: Sendable {
  /// In seconds. A terminal that takes no more bytes may block a write to stderr, or the loop where the terminal could not
  /// be opened a second time; after this time the process goes on without it. Restoring the terminal may take 0.3 s
  /// more, so both stay within one second.
  private static let timeout = 0.6
  private static let queue = DispatchQueue(label: "hooktop.signals")

  /// Whether the loop has ended and the terminal is restored. From then on nothing is cut short.
  private let hasEnded = Flag()

  /// - Parameter work: is finished in any case, after the terminal is restored.
  init(_ inbox: Inbox<Message<AddressedAction>>, finishing work: CriticalWork) {
    let hasEnded = hasEnded
    _ = SignalDispatcher.listen(to: TerminationSignal.all + [SIGWINCH, SIGTSTP]) { number in
      switch number {
      // The loop asks the terminal for its size whenever it wakes up.
      case SIGWINCH: inbox.wakeUp.signal()
      case SIGTSTP: inbox.post(.external(AddressedAction(.keyPressed(.control("z")), to: .current)))
      default:
        inbox.post(.external(AddressedAction(.signalled(number), to: .current)))
        Self.exitWithoutTerminal(afterSignal: number, unless: hasEnded, finishing: work)
      }
    }
  }

  func stop() { hasEnded.set() }

  private static func exitWithoutTerminal(
    afterSignal number: Int32, unless hasEnded: Flag, finishing work: CriticalWork
  ) {
    queue.asyncAfter(deadline: .now() + timeout) {
      if hasEnded.isSet { return }
      NCursesTerminal.restoreNow()
      guard work.isUnderWay else { SignalDispatcher.exit(.ended(by: number), atOnce: true) }
      Task {
        await work.waitUntilDone()
        // The normal exit prints its messages. A stuck terminal may block it, so this ends the process.
        queue.asyncAfter(deadline: .now() + timeout) {
          if !hasEnded.isSet { SignalDispatcher.exit(.ended(by: number), atOnce: true) }
        }
      }
    }
  }

  /// Set once, read from anywhere.
  private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set() { value.store(true, ordering: .releasing) }
  }
}
