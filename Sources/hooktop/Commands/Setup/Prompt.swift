import Glibc
import Synchronization
import TerminalUI

/// Asks a person at a terminal, line by line. Questions go to stderr, so that stdout stays data.
struct Prompt {
  /// The terminal that answers are typed at.
  var input: Int32 = STDIN_FILENO

  var isTerminal: Bool { isatty(input) == 1 }

  /// - Returns: what was typed, or the default for an empty line; nil at the end of input.
  func ask(_ question: String, default fallback: String) -> String? {
    try? StandardOutput.write("\(VisibleText.clean(question)) [\(VisibleText.clean(fallback))]: ", to: STDERR_FILENO)
    guard let answer = Prompt.readLine(input) else { return nil }
    return answer.isEmpty ? fallback : answer
  }

  /// The same without showing what is typed.
  func askHidden(_ question: String) -> String? {
    let echo = HiddenEcho(input)
    defer { echo.restore() }
    // Echo is off before the question is printed, so that a quick answer is not shown.
    try? StandardOutput.write("\(VisibleText.clean(question)): ", to: STDERR_FILENO)
    defer { try? StandardOutput.write("\n", to: STDERR_FILENO) }
    return Prompt.readLine(input)
  }

  /// One trimmed line. Reads byte by byte, so that nothing after the line is taken.
  static func readLine(_ descriptor: Int32) -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.count < 65_536 {
      let count = read(descriptor, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { if bytes.isEmpty { return nil } else { break } }
      if byte == UInt8(ascii: "\n") { break }
      bytes.append(byte)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
    return String(text[..<end].drop(while: \.isWhitespace))
  }
}

/// Switches a terminal's echo off until it is restored or a signal ends the program.
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
      // Nothing else can end the reading of a line from here.
      SignalDispatcher.exit(.ended(by: signal))
    }
    guard isTerminal else { return }
    mode.c_lflag &= ~tcflag_t(ECHO)
    withUnsafeMutableBytes(of: &mode.c_cc) { keys in
      // Stopping or aborting from the keyboard would leave the echo off.
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
