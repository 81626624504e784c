import Glibc

/// How a terminal treats what goes through it. Two that are equal behave alike.
public struct TerminalSettings: Equatable, Sendable, CustomStringConvertible {
  private let flags: [UInt32]
  private let characters: [UInt8]

  init(of descriptor: Int32) {
    var attributes = termios()
    tcgetattr(descriptor, &attributes)
    flags = [attributes.c_iflag, attributes.c_oflag, attributes.c_cflag, attributes.c_lflag]
    characters = withUnsafeBytes(of: attributes.c_cc) { Array($0) }
  }

  /// Whether typed text shows by itself, as at a shell's prompt.
  public var echoes: Bool { flags[3] & UInt32(ECHO) != 0 }
  /// Whether Ctrl-C sends a signal.
  public var sendsSignals: Bool { flags[3] & UInt32(ISIG) != 0 }

  public var description: String {
    "flags \(flags.map { String($0, radix: 16) }), characters \(characters)"
  }
}
