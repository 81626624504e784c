internal import CNCurses
import Glibc
public import TerminalUI

// Bytes are read here and not by ncurses: its reading loses a character whose bytes come in two reads, cannot tell Esc
// and then a letter from Alt and that letter, reads byte by byte, and spins when the terminal is gone.
extension NCursesTerminal {
  public func waitForInput(wakeUp: WakeUp, timeout: Duration?) -> [TerminalEvent] {
    let clock = ContinuousClock()
    let end = timeout.map { clock.now + max(.zero, $0) }
    while true {
      switch hold {
      case .ours: break
      case .shells: return waitForShell(wakeUp: wakeUp, until: end)
      case .lost, .closed:
        wakeUp.wait(milliseconds: Self.milliseconds(until: end))
        return []
      }
      takeAnewIfContinued()
      if adoptSize() { return [.resized(size)] }

      let next = [end, decoder.deadline].compactMap { $0 }.min()
      var events = decoder.expire(at: clock.now)
      if !events.isEmpty { return events }
      let (isReadable, isWoken) = Self.poll(input, wakeUp.descriptor, Self.milliseconds(until: next))
      if isReadable { events = read(at: clock.now) }
      if adoptSize() { events.append(.resized(size)) }
      if !events.isEmpty || isWoken { return events }
      if let end, clock.now >= end { return [] }
    }
  }

  /// All there is, up to a bound.
  private func read(at now: ContinuousClock.Instant) -> [TerminalEvent] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(input, &buffer, buffer.count)
    if count > 0 { return decoder.feed(buffer[..<count], at: now) }
    if count < 0, errno == EINTR || errno == EAGAIN { return [] }
    hold = .lost
    return [.lost]
  }

  /// In the background the terminal is left alone: messages are passed on, or else the process stops again.
  private func waitForShell(wakeUp: WakeUp, until end: ContinuousClock.Instant?) -> [TerminalEvent] {
    if JobControl.isForeground(input) {
      takeBack()
      return adoptSize() ? [.resized(size)] : []
    }
    let moment: Int32 = 200
    let waited = Self.milliseconds(until: end)
    let (isGone, isWoken) = Self.poll(input, events: 0, wakeUp.descriptor, waited < 0 ? moment : min(waited, moment))
    if isGone {
      hold = .lost
      return [.lost]
    }
    if !isWoken { JobControl.stop(SIGTTOU) }
    return []
  }

  /// A hang-up or an error counts as readable: reading tells what it is.
  private static func poll(
    _ terminal: Int32, events: Int32 = POLLIN, _ wakeUp: Int32, _ milliseconds: Int32
  ) -> (terminal: Bool, wakeUp: Bool) {
    var both = [
      pollfd(fd: terminal, events: Int16(events), revents: 0), pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    guard Glibc.poll(&both, 2, milliseconds) > 0 else { return (false, false) }
    return (both[0].revents != 0, both[1].revents != 0)
  }

  /// Rounded up, so that a wait never ends just before its time; -1 for ever.
  static func milliseconds(until end: ContinuousClock.Instant?) -> Int32 {
    guard let end else { return -1 }
    let (seconds, attoseconds) = max(.zero, end - .now).components
    guard seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
