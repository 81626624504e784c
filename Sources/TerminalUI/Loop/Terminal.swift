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
