/// What comes from a terminal.
public enum TerminalEvent: Equatable, Sendable {
  case key(Key)
  /// Text that was pasted as one piece: never keys.
  case paste(String)
  case mouse(MouseEvent)
  case resized(Size)
  /// The terminal is gone (hang-up or end of input); nothing can be drawn any more.
  case lost
}

/// What the event loop needs of a terminal. Deliberately not Sendable: the thread that made it keeps it.
public protocol Terminal: AnyObject {
  /// The current size; it changes only inside `waitForInput`.
  var size: Size { get }

  /// Shows a frame. Only what differs from the last one is sent.
  func draw(_ frame: Frame)

  /// Blocks until there is input, `wakeUp` was signalled or the time-out passed; returns all the input there is.
  func waitForInput(wakeUp: WakeUp, timeout: Duration?) -> [TerminalEvent]

  /// Gives the terminal back, stops the process as the shell's job control wants it, and takes the terminal again
  /// when the process goes on.
  func suspend()

  func ring()

  /// Goes over to other manners at once.
  func use(_ manners: TerminalPreferences)

  /// Asks the terminal to put a text into its clipboard (OSC 52), which tmux and the terminal may refuse or keep.
  func copyToClipboard(_ text: String)
}

/// How a terminal is used, as far as a person may choose.
public struct TerminalPreferences: Equatable, Sendable {
  /// Whether the program gets the mouse; without it the terminal's own selecting and copying stays as it is.
  public var mouse: Bool
  /// Draws ASCII only, also where the locale has more; for consoles whose font lacks the signs.
  public var ascii: Bool

  public init(mouse: Bool = true, ascii: Bool = false) {
    self.mouse = mouse
    self.ascii = ascii
  }
}
