import Glibc
import Synchronization

/// A terminal that does not show what is typed, until it is restored or a signal ends the program.
final class HiddenEcho: Sendable {
  private let descriptor: Int32
  private let before: Mutex<termios?>
  private let signals = TerminationSignal()

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    var mode = termios()
    let isTerminal = tcgetattr(descriptor, &mode) == 0
    before = Mutex(isTerminal ? mode : nil)
    Task.detached { [self] in
      guard let signal = await signals.next() else { return }
      restoreMode()
      // The reading of a line cannot be ended from here in any other way.
      exit(ExitCode(signal: signal).rawValue)
    }
    guard isTerminal else { return }
    mode.c_lflag &= ~tcflag_t(ECHO)
    withUnsafeMutableBytes(of: &mode.c_cc) { keys in
      // Stopping or aborting from the keyboard would leave the terminal mute.
      for key in [VSUSP, VQUIT] { keys[Int(key)] = 0 }
    }
    tcsetattr(descriptor, TCSAFLUSH, &mode)
  }

  func restore() {
    restoreMode()
    signals.stop()
  }

  private func restoreMode() {
    before.withLock { saved in
      if var mode = saved { tcsetattr(descriptor, TCSADRAIN, &mode) }
      saved = nil
    }
  }
}
