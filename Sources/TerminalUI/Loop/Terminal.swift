/// An input of a terminal.
public enum TerminalEvent: Equatable, Sendable {
  case key(Key)
  /// Pasted text, never split into keys.
  case paste(String)
  case mouse(MouseEvent)
  case resized(Size)
  /// The terminal is gone, by a hang-up or the end of input; nothing can be drawn any more.
  case lost
}

/// What the event loop needs of a terminal. Not Sendable: it stays on the thread that made it.
public protocol Terminal: AnyObject {
  /// The current size; it changes only inside `waitForInput`.
  var size: Size { get }

  /// Whether the terminal has taken the last frame. While it has not, newer ones are made only to be thrown away.
  var isReady: Bool { get }

  /// Shows a frame. Only what differs from the last one is sent. Never blocks.
  func draw(_ frame: Frame)

  /// Blocks until there is input, `wakeUp` was signalled or the time-out passed; returns all the input there is.
  /// - Parameter untilReady: returns as well as soon as `isReady`.
  func waitForInput(wakeUp: WakeUp, timeout: Duration?, untilReady: Bool) -> [TerminalEvent]

  /// Restores the terminal, stops the process as the shell's job control expects, and acquires the terminal again when
  /// the process continues.
  func suspend()

  func ring()

  /// Sets the title of the terminal's window, as text that may be drawn anywhere; nil gives back the one before.
  func setTitle(_ title: String?)

  /// Applies other preferences at once.
  func use(_ preferences: TerminalPreferences)

  /// Asks the terminal to put a text into its clipboard (OSC 52), which tmux and the terminal may refuse or keep.
  func copyToClipboard(_ text: String)
}

/// What a person can choose about the terminal.
public struct TerminalPreferences: Equatable, Sendable {
  /// Whether the program gets the mouse; otherwise the terminal's own selecting and copying works.
  public var mouse: Bool
  /// Draws ASCII only, even in a UTF-8 locale, for consoles whose font lacks the symbols.
  public var ascii: Bool

  public init(mouse: Bool = true, ascii: Bool = false) {
    self.mouse = mouse
    self.ascii = ascii
  }
}
