internal import CNCurses
import Glibc
public import TerminalUI

// Invariant: the only importer of ncurses. It knows frames and keys, and nothing of what they mean to anybody.

/// The terminal of this process. One at a time; the thread that opened it keeps it.
public final class NCursesTerminal: Terminal {
  /// Who owns the terminal.
  enum Ownership {
    case ours
    /// The process was continued in the background; the shell owns the terminal.
    case background
    case lost
    case closed
  }

  public internal(set) var size: Size
  var ownership = Ownership.ours
  var terminal: TerminalPreferences
  /// The window's title that the program wants; nil for the terminal's own.
  var title: String?
  /// Whether the terminal keeps the title from before ours.
  var isTitleSaved = false
  /// What the terminal shows; nil when that is not known.
  var shown: Frame?
  var painter: CellPainter
  var decoder: InputDecoder
  let window: OpaqueWindow
  let capture: OutputCapture
  /// The terminal's settings while it is ours.
  var settings: termios
  var queue: OutputQueue
  var pacing = FramePacing(isPossible: Terminfo.isANSI)
  let synchronizedUpdate = Terminfo.synchronizedUpdate(term: getenv("TERM").map { String(cString: $0) })
  let plan: UnsafeMutablePointer<EmergencyRestore.Plan>
  /// The same, which gives back the window's title as well.
  let titledPlan: UnsafeMutablePointer<EmergencyRestore.Plan>
  private let screen: OpaqueScreen

  let input: Int32 = STDIN_FILENO
  let output: Int32 = STDOUT_FILENO

  private init(_ opened: NCursesSession, _ terminal: TerminalPreferences) {
    self.terminal = terminal
    window = opened.window
    screen = opened.screen
    capture = opened.capture
    settings = opened.settings
    (plan, titledPlan) = (opened.plan, opened.titledPlan)
    queue = OutputQueue(plan.pointee.output)
    painter = opened.painter
    decoder = InputDecoder(sequences: Terminfo.keySequences)
    // What ncurses assumes, for a terminal that does not know its size.
    size = Size(columns: Int(getmaxx(opened.window)), rows: Int(getmaxy(opened.window)))
    _ = adoptSize()
    acquire()
  }

  deinit { close() }

  /// Acquires the terminal on standard input and output: no echo, no signals from keys, the second screen if there is
  /// one, bracketed paste.
  public static func open(_ options: TerminalOptions = TerminalOptions()) throws(TerminalOpenFailure) -> NCursesTerminal
  {
    NCursesTerminal(try NCursesSession(options, input: STDIN_FILENO, output: STDOUT_FILENO), options.terminal)
  }

  /// Restores the terminal as it was found, with an erased screen. Calling it again does nothing.
  /// - Parameter answerTimeout: how long to wait for an answer of the terminal that is still on its way, so that no shell
  ///   reads it.
  public func close(answerTimeout: Duration = .seconds(2)) {
    guard ownership != .closed else { return }
    if ownership == .ours || ownership == .lost { restore(answerTimeout: answerTimeout) }
    ownership = .closed
    delscreen(screen)
    capture.close()
  }

  /// Restores the terminal at once and from any thread, to end a process whose terminal thread is stuck. Afterwards
  /// nothing is drawn any more. It does only what a signal handler may do.
  public static func restoreNow() {
    EmergencyRestore.fire()
  }

  /// Lets a crash end the process at once, by its signal: the terminal is restored if one is acquired, and Swift's report
  /// with registers and the memory behind them is not printed. Call before anything secret is in memory.
  public static func installCrashHandlers() {
    CrashRestore.install()
    CrashRestore.installAlternateStack()
  }

  /// From now on a crash writes this to the standard output and ends the process with the status, not by its signal: for
  /// who reads nothing but these.
  public static func endCrashes(with text: String, status: Int32) {
    CrashRestore.prepareLastWords(text, status: status)
  }

  public func ring() {
    guard canDraw else { return }
    beep()
    queue.sendIfRoom(capture.take())
  }

  /// A terminal that a crash handler or a watchdog restored must not be touched again.
  var canDraw: Bool { ownership == .ours && !EmergencyRestore.hasFired }

  public var isReady: Bool { !canDraw || queue.isEmpty && pacing.deadline(at: .now) == nil }

  /// Adopts the size of the window.
  /// - Returns: whether it changed; then it is not known what the window shows.
  func adoptSize() -> Bool {
    guard let real = windowSize(), real != size else { return false }
    size = real
    resizeterm(Int32(real.rows), Int32(real.columns))
    shown = nil
    return true
  }

  /// Nil when the terminal does not know its size. Bounded, because memory is bounded.
  func windowSize() -> Size? {
    var rows: Int32 = 0
    var columns: Int32 = 0
    guard hooktop_window_size(output, &rows, &columns) == 0, rows > 0, columns > 0 else { return nil }
    return Size(columns: min(Int(columns), 1_000), rows: min(Int(rows), 500))
  }
}
