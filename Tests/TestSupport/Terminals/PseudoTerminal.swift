import Foundation
import Glibc
import Synchronization
public import TerminalUI

/// A program running on a terminal that the test holds the other end of. It keeps the bytes that were written; it does
/// not draw them (`TmuxSession` does).
///
/// The program leads its own session, as one that a remote shell starts; to test stopping and going on, run a shell
/// with job control in it.
public final class PseudoTerminal: Sendable {
  private struct Contents {
    var output: [UInt8] = []
    var isReading = true
    var isHungUp = false
    /// How far the questions for the terminal's status are answered.
    var answered = 0
  }

  private let master: Int32
  private let slave: Int32
  private let child: ChildProcess
  private let contents = Mutex(Contents())
  /// Wakes the thread that reads.
  private let control = WakeUp()
  private let answersStatus: Bool
  /// Wakes whoever waits for output.
  private let changed = WakeUp()
  /// How the terminal was set before the program started.
  public let settingsBefore: TerminalSettings

  /// - Parameter answersStatus: as real terminals do; else the test itself has to send the answer.
  public init(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
    size: Size = Size(columns: 80, rows: 24), term: String = "xterm-256color",
    answersStatus: Bool = true
  ) throws {
    self.answersStatus = answersStatus
    var (master, slave): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 128)
    let isMade = descriptorLock.withLock { _ in
      guard openpty(&master, &slave, &name, nil, nil) == 0 else { return false }
      keepFromPrograms([master, slave])
      return true
    }
    guard isMade else { throw TestFailure("a pseudo-terminal cannot be made: error \(errno)") }
    // The program's end is held open, so that its settings can be read after the program's end.
    (self.master, self.slave) = (master, slave)
    setWindow(master, size)
    settingsBefore = TerminalSettings(of: slave)
    let added = ["TERM": term].merging(environment) { $1 }
    child = try ChildProcess(
      path, arguments, environment: TestEnvironment.variables(added), terminal: Self.text(name))
    startReader()
  }

  private func startReader() {
    let reader = Thread { [weak self, master, control] in
      while Self.waitForBytes(master, control) { guard self?.readSome() == true else { return } }
    }
    reader.name = "pseudo-terminal"
    reader.start()
  }

  deinit {
    child.send(signal: SIGKILL)
    if !contents.withLock({ $0.isHungUp }) { close(master) }
    close(slave)
    control.signal()
  }

  public var processID: Int32 { child.id }

  /// All bytes written so far.
  public var output: [UInt8] { contents.withLock { $0.output } }
  /// The same as text, what is no text replaced.
  public var outputText: String { String(decoding: output, as: UTF8.self) }

  /// How the terminal is set now.
  public var settings: TerminalSettings { TerminalSettings(of: slave) }

  /// Types.
  public func send(_ text: String) { send(Array(text.utf8)) }

  public func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// How many typed bytes the program has not read yet.
  public var unreadInput: Int32 {
    var count: Int32 = 0
    _ = ioctl(slave, UInt(FIONREAD), &count)
    return count
  }

  public func signal(_ number: Int32) { child.send(signal: number) }

  /// Gives the window another size; the system tells the program.
  public func resize(_ size: Size) { setWindow(master, size) }

  /// Closes the test's end: what a closed window or a lost connection does.
  public func hangUp() {
    contents.withLock { contents in
      guard !contents.isHungUp else { return }
      contents.isHungUp = true
      close(master)
    }
    control.signal()
  }

  /// Leaves what the program writes unread, until its writing blocks.
  public func stopReading() {
    contents.withLock { $0.isReading = false }
    control.signal()
  }

  /// Reads again what the program writes.
  public func goOnReading() {
    control.clear()
    contents.withLock { $0.isReading = true }
    startReader()
  }

  /// Stops the output as Ctrl-S does where the terminal obeys it: writing blocks until it is started again.
  public func stopOutput() { tcflow(slave, TCOOFF) }

  /// Waits until the program has written a text, which may contain control sequences.
  /// - Parameter offset: where in `output` the text may begin at the earliest.
  /// - Returns: the offset behind it.
  @discardableResult
  public func waitForOutput(
    _ text: String, from offset: Int = 0, within time: Duration = patience
  ) async throws -> Int {
    let wanted = Array(text.utf8)
    return try await onOwnThread { [self] in
      let deadline = ContinuousClock.now + time
      while true {
        changed.clear()
        if let found = output.firstRange(of: wanted, from: offset) { return found }
        guard ContinuousClock.now < deadline, child.exitIfEnded == nil || waitsForRest() else {
          // The last of it may have come between the look and the end.
          if let found = output.firstRange(of: wanted, from: offset) { return found }
          throw TestFailure(
            "never saw \(text.debugDescription); the process \(child.exitIfEnded?.description ?? "still runs") "
              + "and wrote \(outputText.suffix(2_000).debugDescription)")
        }
        changed.wait(milliseconds: 50)
      }
    }
  }

  /// Waits for the end of the program.
  public func waitForExit(within time: Duration = patience) async throws -> ProcessExit {
    try await onOwnThread { [self] in
      let deadline = ContinuousClock.now + time
      while true {
        if let exit = child.exitIfEnded { return exit }
        guard ContinuousClock.now < deadline else {
          throw TestFailure("the process did not end; it wrote \(outputText.suffix(2_000).debugDescription)")
        }
        child.ended.wait(milliseconds: 100)
      }
    }
  }

  private static func text(_ name: [CChar]) -> String {
    String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// After the program's end: whether more of its bytes come. They may be on their way for a while, and a wake-up may
  /// be about bytes that were seen already.
  private func waitsForRest() -> Bool {
    let before = output.count
    let deadline = ContinuousClock.now + .seconds(2)
    while output.count == before, ContinuousClock.now < deadline {
      changed.clear()
      if output.count == before { changed.wait(milliseconds: 50) }
    }
    return output.count > before
  }

  private static func waitForBytes(_ master: Int32, _ control: WakeUp) -> Bool {
    var both = [
      pollfd(fd: master, events: Int16(POLLIN), revents: 0),
      pollfd(fd: control.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    poll(&both, 2, -1)
    return both[1].revents == 0
  }

  /// - Returns: whether there can be more.
  private func readSome() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let goesOn = contents.withLock { contents in
      guard contents.isReading, !contents.isHungUp else { return false }
      let count = read(master, &buffer, buffer.count)
      guard count > 0 else { return false }
      contents.output += buffer[..<count]
      if answersStatus { answerStatus(&contents) }
      return true
    }
    changed.signal()
    return goesOn
  }
}

extension PseudoTerminal {
  private func answerStatus(_ contents: inout Contents) {
    while let end = contents.output.firstRange(of: Array("\u{1B}[5n".utf8), from: contents.answered) {
      contents.answered = end
      send("\u{1B}[0n")
    }
    // The beginning of the next question may be here already.
    contents.answered = max(contents.answered, contents.output.count - 3)
  }
}

extension [UInt8] {
  /// The end of the first place at or behind `offset` where these bytes stand.
  fileprivate func firstRange(of wanted: [UInt8], from offset: Int) -> Int? {
    guard offset <= count else { return nil }
    return self[offset...].firstRange(of: wanted)?.upperBound
  }
}

private func setWindow(_ master: Int32, _ size: Size) {
  var window = winsize(
    ws_row: UInt16(clamping: size.rows), ws_col: UInt16(clamping: size.columns), ws_xpixel: 0, ws_ypixel: 0)
  _ = ioctl(master, UInt(TIOCSWINSZ), &window)
}
