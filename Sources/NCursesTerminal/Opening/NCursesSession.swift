internal import CNCurses
import Glibc
import TerminalUI

typealias OpaqueWindow = UnsafeMutablePointer<WINDOW>
typealias OpaqueScreen = OpaquePointer
private typealias SignalAction = Glibc.sigaction

/// The terminal after ncurses has set it up.
struct NCursesSession {
  let window: OpaqueWindow
  let screen: OpaqueScreen
  let capture: OutputCapture
  /// The terminal's settings while the program has it.
  let settings: termios
  let plan: UnsafeMutablePointer<EmergencyRestore.Plan>
  let titledPlan: UnsafeMutablePointer<EmergencyRestore.Plan>
  let painter: CellPainter

  init(_ options: TerminalOptions, input: Int32, output: Int32) throws(TerminalOpenFailure) {
    guard isatty(input) == 1 else { throw .notATerminal(.input) }
    guard isatty(output) == 1 else { throw .notATerminal(.output) }
    let isUTF8 = LocaleEncoding.adopt()
    Self.chooseSize(output)
    let term = getenv("TERM").map { String(cString: $0) }
    try Terminfo.check(term: term, output: output)

    var found = termios()
    tcgetattr(input, &found)
    plan = EmergencyRestore.prepare(
      bytes: Terminfo.restoreBytes(term: term), input: input, output: output, attributes: found)
    titledPlan = EmergencyRestore.prepare(
      like: plan, bytes: WindowTitle.restore + Terminfo.restoreBytes(term: term))
    CrashRestore.install()
    CrashRestore.installAlternateStack()
    JobControl.noticeContinues()

    guard let capture = OutputCapture(of: output) else { throw .noDescriptor(errno) }
    EmergencyRestore.arm(plan)
    guard let screen = Self.newScreen(capture.descriptor), let window = hooktop_window() else {
      EmergencyRestore.disarm()
      capture.close()
      throw .refused(term ?? "")
    }
    self.screen = screen
    self.window = window
    self.capture = capture
    settings = Self.setInput(window, input, capture)
    painter = Self.painter(options, isUTF8: isUTF8)
  }

  /// The terminal's own size counts. `COLUMNS` and `LINES`, which shells hand on and may be absurd, count only where the
  /// terminal has none, as on a serial line, and fit a screen.
  private static func chooseSize(_ output: Int32) {
    var (rows, columns): (Int32, Int32) = (0, 0)
    let hasOwn = hooktop_window_size(output, &rows, &columns) == 0 && rows > 0 && columns > 0
    let names: [String] = ["COLUMNS", "LINES"]
    let areSane = names.allSatisfy { name in
      guard let value = getenv(name) else { return true }
      return Int(String(cString: value)).map { (1...1_000).contains($0) } ?? false
    }
    use_env(!hasOwn && areSane)
    use_tioctl(hasOwn)
  }

  /// Restores the handlers afterwards: ncurses would end the process on INT and TERM, and stop it on TSTP.
  private static func newScreen(_ output: Int32) -> OpaqueScreen? {
    let signals = [SIGINT, SIGTERM, SIGTSTP, SIGWINCH]
    var former = signals.map { action(of: $0) }
    defer {
      for (index, number) in signals.enumerated() { sigaction(number, &former[index], nil) }
    }
    fflush(hooktop_stdout())
    // Never closed: ncurses keeps it.
    return fdopen(output, "w").flatMap { newterm(nil, $0, hooktop_stdin()) }
  }

  /// - Returns: the terminal's settings from now on. ncurses cannot set them again: it does not see the terminal any more.
  private static func setInput(_ window: OpaqueWindow, _ input: Int32, _ capture: OutputCapture) -> termios {
    raw()
    noecho()
    nonl()
    var settings = termios()
    tcgetattr(input, &settings)
    capture.begin()
    // A frame is drawn whole, even while more keys are waiting.
    typeahead(-1)
    keypad(window, true)
    scrollok(window, false)
    return settings
  }

  private static func painter(_ options: TerminalOptions, isUTF8: Bool) -> CellPainter {
    var depth = ColorDepth.mono
    var hasDefaults = false
    if options.colors != .mono, has_colors(), start_color() == OK {
      hasDefaults = use_default_colors() == OK
      depth = ColorDepth(colors: Int(hooktop_colors()), takesRGB: Terminfo.flag("RGB"))
      if let most = options.colors { depth = min(depth, most) }
    }
    return CellPainter(
      isASCII: options.terminal.ascii, isUTF8: isUTF8, depth: depth,
      pairs: ColorPairs(limit: Int(hooktop_color_pairs()), hasDefaults: hasDefaults))
  }

  private static func action(of number: Int32) -> SignalAction {
    var action = SignalAction()
    sigaction(number, nil, &action)
    return action
  }
}

/// The character encoding of the environment's locale.
enum LocaleEncoding {
  /// Sets the process' `LC_CTYPE` from the environment, and no other category: numbers and dates for machines must not
  /// change with the locale.
  /// - Returns: whether text is UTF-8.
  static func adopt() -> Bool {
    // A locale name that SSH sent from another machine may be unknown here; UTF-8 itself is not.
    if setlocale(LC_CTYPE, "") == nil, asksForUTF8() { setlocale(LC_CTYPE, "C.UTF-8") }
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return String(cString: codeset).uppercased() == "UTF-8"
  }

  /// Whether the first variable that is set, in their order of precedence, names UTF-8.
  private static func asksForUTF8() -> Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { continue }
      let upper = value.uppercased()
      return upper.contains("UTF-8") || upper.contains("UTF8")
    }
    return false
  }
}
