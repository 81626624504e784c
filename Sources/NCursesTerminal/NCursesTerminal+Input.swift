internal import CNCurses
import Glibc
public import TerminalUI

// ncurses does not read the input: it loses a character whose bytes come in two reads, cannot tell Esc and a letter from
// Alt and that letter, reads byte by byte, and spins when the terminal is gone.
extension NCursesTerminal {
  public func waitForInput(wakeUp: WakeUp, timeout: Duration?, untilReady: Bool) -> [TerminalEvent] {
    let clock = ContinuousClock()
    let end = timeout.map { clock.now + max(.zero, $0) }
    while true {
      switch ownership {
      case .ours: break
      case .background: return waitForShell(wakeUp: wakeUp, until: end)
      case .lost, .closed:
        wakeUp.wait(milliseconds: Self.milliseconds(until: end))
        return []
      }
      if adoptSize() { return [.resized(size)] }
      let frame = untilReady ? pacing.deadline(at: clock.now) : nil
      let next = [end, decoder.deadline, frame].compactMap { $0 }.min()
      let ready = Ready(terminal: input, wakeUp: wakeUp, output: pendingOutput, Self.milliseconds(until: next))
      if ready.isContinued {
        reacquire()
        // What was shown is gone: the program must draw again.
        return adoptSize() ? [.resized(size)] : []
      }
      if ready.takesOutput { queue.flush() }
      // What has come is read before what came earlier is given up: this thread may have been late, not the bytes.
      var events = ready.hasInput ? read(at: clock.now) : decoder.expire(at: clock.now)
      if adoptSize() { events.append(.resized(size)) }
      if !events.isEmpty || ready.isWoken || (untilReady && isReady) { return events }
      if let end, clock.now >= end { return [] }
    }
  }

  /// What to wait for until the rest of the output can be sent; nil when there is none.
  private var pendingOutput: Int32? { queue.isEmpty || !canDraw ? nil : plan.pointee.output }

  /// All there is, up to a bound.
  private func read(at now: ContinuousClock.Instant) -> [TerminalEvent] {
    let size = 65_536
    let (count, events) = withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { buffer in
      let count = Glibc.read(input, buffer.baseAddress, size)
      return (count, count > 0 ? decoder.feed(buffer[..<count], at: now) : [])
    }
    if count > 0 {
      for _ in 0..<decoder.answers { pacing.takeAnswer() }
      decoder.answers = 0
      return events
    }
    if count < 0, errno == EINTR || errno == EAGAIN { return [] }
    ownership = .lost
    return [.lost]
  }

  /// Waits for the answers to all questions, so that no shell reads it. What else is typed meanwhile is dropped.
  func awaitAnswer(within time: Duration) {
    let end = ContinuousClock.now + time
    while pacing.isAwaited(at: .now), ContinuousClock.now < end, ownership == .ours, !EmergencyRestore.hasFired {
      var ready = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
      // Short, because an emergency may restore the terminal meanwhile.
      guard poll(&ready, 1, min(20, Self.milliseconds(until: end))) > 0 else { continue }
      _ = read(at: .now)
    }
    if pacing.isAwaited(at: .now) { tcflush(input, TCIFLUSH) }
    pacing.forgetQuestions()
  }

  /// In the background the terminal is not touched: messages are passed on, otherwise the process stops again.
  private func waitForShell(wakeUp: WakeUp, until end: ContinuousClock.Instant?) -> [TerminalEvent] {
    if JobControl.isForeground(input) {
      regain()
      return adoptSize() ? [.resized(size)] : []
    }
    JobControl.continued.clear()
    // Time for a signal that came together with CONT, such as TERM, to become a message.
    let moment: Int32 = 200
    let time = Self.milliseconds(until: end)
    let ready = Ready(terminal: input, events: 0, wakeUp: wakeUp, time < 0 ? moment : min(time, moment))
    if ready.hasInput {
      ownership = .lost
      return [.lost]
    }
    if !ready.isWoken, !JobControl.isForeground(input), !JobControl.isAskedToEnd { JobControl.stop(SIGTTOU) }
    return []
  }

  /// Rounded up, so that a wait never ends just before its time; -1 for ever.
  static func milliseconds(until end: ContinuousClock.Instant?) -> Int32 {
    guard let end else { return -1 }
    let (seconds, attoseconds) = max(.zero, end - .now).components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}

/// What ended a wait.
private struct Ready {
  /// A hang-up or an error counts as input: reading tells what it is.
  var hasInput = false
  var isWoken = false
  var isContinued = false
  var takesOutput = false

  /// - Parameter output: nil while nothing is to be sent.
  init(terminal: Int32, events: Int32 = POLLIN, wakeUp: WakeUp, output: Int32? = nil, _ milliseconds: Int32) {
    var all = [
      pollfd(fd: terminal, events: Int16(events), revents: 0),
      pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: JobControl.continued.descriptor, events: Int16(POLLIN), revents: 0),
      // A negative one is left out.
      pollfd(fd: output ?? -1, events: Int16(POLLOUT), revents: 0),
    ]
    guard poll(&all, nfds_t(all.count), milliseconds) > 0 else { return }
    (hasInput, isWoken, isContinued) = (all[0].revents != 0, all[1].revents != 0, all[2].revents != 0)
    takesOutput = all[3].revents != 0
  }
}
