internal import CNCurses
import Glibc
public import TerminalUI

// Invariant: the only importer of ncurses. It knows frames and keys, and nothing of what they mean to anybody.

/// The terminal of this process. One at a time; the thread that opened it keeps it.
public final class NCursesTerminal: Terminal {
  /// Whose the terminal is at the moment.
  enum Ownership {
    case ours
    /// The process was continued without getting the terminal back: it is in the background.
    case shells
    case lost
    case closed
  }

  public internal(set) var size: Size
  var ownership = Ownership.ours
  var terminal: TerminalPreferences
  /// What the terminal shows; nil when that is not known.
  var shown: Frame?
  var painter: CellPainter
  var decoder: InputDecoder
  let window: OpaqueWindow
  let plan: UnsafeMutablePointer<EmergencyRestore.Plan>
  private let screen: OpaqueScreen

  let input: Int32 = STDIN_FILENO
  let output: Int32 = STDOUT_FILENO

  private init(_ opened: NCursesSession, _ terminal: TerminalPreferences) {
    self.terminal = terminal
    window = opened.window
    screen = opened.screen
    plan = opened.plan
    painter = opened.painter
    decoder = InputDecoder(sequences: Terminfo.keySequences)
    // What ncurses assumes, for a terminal that does not know its size.
    size = Size(columns: Int(getmaxx(opened.window)), rows: Int(getmaxy(opened.window)))
    _ = adoptSize()
    take()
  }

  deinit { close() }

  /// Takes the terminal on standard input and output: no echo, no signals from keys, the second screen where there is
  /// one, pastes marked.
  public static func open(_ options: TerminalOptions = TerminalOptions()) throws(TerminalOpenFailure) -> NCursesTerminal
  {
    NCursesTerminal(try NCursesSession(options, input: STDIN_FILENO, output: STDOUT_FILENO), options.terminal)
  }

  /// Gives the terminal back as it was found, its screen erased. Once is enough, more does no harm.
  public func close() {
    guard ownership != .closed else { return }
    if ownership == .ours || ownership == .lost { restore() }
    ownership = .closed
    delscreen(screen)
  }

  /// Gives the terminal back from any thread and at once, for ending a process whose terminal thread is stuck. Nothing
  /// is drawn any more afterwards. Only does what a signal handler may do.
  public static func giveBackNow() {
    EmergencyRestore.fire()
  }

  public func ring() {
    guard canDraw else { return }
    beep()
  }

  /// A terminal that a crash handler or a watchdog gave back must not be touched again.
  var canDraw: Bool { ownership == .ours && !EmergencyRestore.hasFired }

  /// Compares the window with what is known of it.
  /// - Returns: whether it changed; then nothing is known of what it shows.
  func adoptSize() -> Bool {
    guard let real = windowSize(), real != size else { return false }
    size = real
    resizeterm(Int32(real.rows), Int32(real.columns))
    shown = nil
    return true
  }

  /// Nil when the terminal does not know its size. Bounded, because memory is.
  func windowSize() -> Size? {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard hooktop_window_size(output, &rows, &columns) == 0, rows > 0, columns > 0 else { return nil }
    return Size(columns: min(Int(columns), 1_000), rows: min(Int(rows), 500))
  }
}
