import Dashboard
import Dispatch
import Glibc
import NCursesTerminal
import TerminalUI

/// Turns signals into messages for the loop, and ends the process when the loop cannot take them.
final class TerminalSignals {
  /// A terminal that takes no more bytes blocks the loop in a write; past this many seconds it is left behind.
  private static let patience = 0.9

  private let sources: [any DispatchSourceSignal]

  init(_ inbox: Inbox<Message<Action>>) {
    let queue = DispatchQueue(label: "hooktop.signals")
    sources = [SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        switch number {
        // The loop asks the terminal for its size whenever it wakes up.
        case SIGWINCH: inbox.wakeUp.signal()
        case SIGTSTP: inbox.post(.external(.keyPressed(.control("z"))))
        default:
          inbox.post(.external(.signalled(number)))
          queue.asyncAfter(deadline: .now() + Self.patience) {
            NCursesTerminal.giveBackNow()
            _exit(ExitCode(signal: number).rawValue)
          }
        }
      }
      source.resume()
      return source
    }
  }

  func stop() { sources.forEach { $0.cancel() } }
}
