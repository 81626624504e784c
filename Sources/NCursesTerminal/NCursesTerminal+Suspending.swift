internal import CNCurses
import Glibc
import TerminalUI

extension NCursesTerminal {
  public func suspend() {
    guard canDraw else { return }
    // The parent ignores TSTP: it does not want the process stopped and could not continue it.
    guard hooktop_is_ignored(SIGTSTP) == 0 else { return clearNext() }
    restore()
    ownership = .background
    JobControl.stop(SIGTSTP)
    if JobControl.isForeground(input) { regain() }
  }

  /// After the shell had the terminal: its settings are what the next `restore` gives back.
  func regain() {
    var found = termios()
    if tcgetattr(input, &found) == 0 { plan.pointee.attributes.pointee = found }
    ownership = .ours
    armRestore()
    acquire()
  }

  /// Somebody stopped and continued the process and had the terminal in between.
  func reacquire() {
    JobControl.continued.clear()
    guard ownership == .ours, canDraw else { return }
    guard JobControl.isForeground(input) else {
      ownership = .background
      return EmergencyRestore.disarm()
    }
    acquire()
  }

  /// Sets the terminal, clears the screen, and switches on bracketed paste and the mouse.
  func acquire() {
    JobControl.continued.clear()
    tcsetattr(input, TCSANOW, &settings)
    clearNext()
    pacing.disownQuestion()
    werase(window)
    wrefresh(window)
    queue.send(capture.take() + (Terminfo.bytes("smkx") ?? []) + (Terminfo.bracketedPaste?.on ?? []))
    if terminal.mouse { setMouse() }
    sendTitle()
  }

  /// Erases first: a secret may be on the screen, and not every terminal has a second one.
  func restore(answerTimeout: Duration = .seconds(2)) {
    guard !EmergencyRestore.hasFired else { return }
    var stopping = sigset_t()
    var before = sigset_t()
    sigemptyset(&stopping)
    sigaddset(&stopping, SIGTTOU)
    // Restoring must succeed in the background too.
    pthread_sigmask(SIG_BLOCK, &stopping, &before)
    // Output that was stopped (XOFF) would keep the shell waiting as well.
    tcflow(plan.pointee.output, TCOON)
    queue.finish(unless: { EmergencyRestore.hasFired })
    werase(window)
    wrefresh(window)
    queue.send(capture.take() + (Terminfo.bracketedPaste?.off ?? []) + (Terminfo.mouse?.off ?? []))
    giveBackTitle()
    endwin()
    queue.send(capture.take())
    // A terminal that takes nothing has not got the question.
    let isSent = queue.finish(unless: { EmergencyRestore.hasFired })
    awaitAnswer(within: isSent ? answerTimeout : .zero)
    // The rest of a paste must not reach the shell as a command.
    if decoder.isInPaste { tcflush(input, TCIFLUSH) }
    tcsetattr(input, TCSANOW, plan.pointee.attributes)
    EmergencyRestore.disarm()
    pthread_sigmask(SIG_SETMASK, &before, nil)
    shown = nil
  }

  private func clearNext() {
    shown = nil
    clearok(hooktop_glass(), true)
  }
}
