/// A terminal for tests: it plays a script, keeps every frame and waits for events instead of sleeping.
public final class ScriptedTerminal: Terminal {
  public enum Step: Sendable {
    /// Keys by name, separated by spaces, in one batch: `"n Tab Enter"`; text goes with `.type`. A name that no key
    /// has is a mistake in the script and ends the process.
    case keys(String)
    /// Every character a key, all in one batch.
    case type(String)
    case paste(String)
    case mouse(MouseEvent)
    /// Several that arrive together, before the screen is drawn again.
    case events([TerminalEvent])
    /// Waits until the text stands in one row of the screen.
    case waitFor(String)
    case resize(Size)
    /// The terminal has not taken the last frame yet, until `.ready`.
    case busy
    /// The terminal takes no frame that is drawn from now on, until `.ready`.
    case slow
    case ready
    case lost
  }

  public private(set) var size: Size
  public private(set) var isReady = true
  /// Whether the next frames are not taken before `ready`.
  private var isSlow = false
  /// Every frame that was drawn, oldest first.
  public private(set) var frames: [Frame] = []
  public private(set) var suspensions = 0
  public private(set) var clipboard: String?
  /// The preferences of the last `use`; nil before.
  public private(set) var preferences: TerminalPreferences?
  /// Every title that was set, oldest first; an empty one stands for the terminal's own.
  public private(set) var titles: [String] = []
  /// How often it rang.
  public private(set) var rings = 0
  /// The text of a `waitFor` that never came; the script ended there.
  public private(set) var missed: String?
  private var script: ArraySlice<Step>
  private var waitingSince: ContinuousClock.Instant?
  private var isLost = false
  /// How long a `waitFor` may take before the script counts as stuck, in milliseconds.
  private let maxWait: Int32

  public init(_ script: [Step], size: Size = Size(columns: 80, rows: 24), timeoutMilliseconds: Int32 = 300_000) {
    self.script = script[...]
    self.size = size
    maxWait = timeoutMilliseconds
  }

  public func draw(_ frame: Frame) {
    if frames.last != frame { frames.append(frame) }
    if isSlow { isReady = false }
  }

  public func suspend() { suspensions += 1 }
  public func ring() { rings += 1 }
  public func setTitle(_ title: String?) { if titles.last ?? "" != title ?? "" { titles.append(title ?? "") } }
  public func use(_ preferences: TerminalPreferences) { self.preferences = preferences }
  public func copyToClipboard(_ text: String) { clipboard = text }

  /// At the script's end the terminal is lost, so that a loop that should have ended before ends then.
  public func waitForInput(wakeUp: WakeUp, timeout: Duration?, untilReady: Bool) -> [TerminalEvent] {
    guard let step = script.first else { return lose(wakeUp, timeout) }
    switch step {
    case .waitFor(let text):
      waitForText(text, wakeUp, timeout)
      return []
    case .keys(let names):
      script.removeFirst()
      return names.split(separator: " ").map { name in
        guard let key = Key(name: String(name)) else { preconditionFailure("no key is named '\(name)'") }
        return .key(key)
      }
    case .type(let text):
      script.removeFirst()
      return text.map { .key(.character($0)) }
    case .paste(let text):
      script.removeFirst()
      return [.paste(text)]
    case .mouse(let event):
      script.removeFirst()
      return [.mouse(event)]
    case .events(let events):
      script.removeFirst()
      return events
    case .resize(let size):
      script.removeFirst()
      self.size = size
      return [.resized(size)]
    case .busy, .ready:
      if case .ready = script.removeFirst() { (isReady, isSlow) = (true, false) } else { isReady = false }
      return []
    case .slow:
      script.removeFirst()
      isSlow = true
      return waitForInput(wakeUp: wakeUp, timeout: timeout, untilReady: untilReady)
    case .lost:
      script = []
      return lose(wakeUp, timeout)
    }
  }

  public func shows(_ text: String) -> Bool {
    frames.last.map { frame in (0..<frame.size.rows).contains { FrameText.row($0, of: frame).contains(text) } } ?? false
  }

  /// Reported once, as by a real terminal. A program that has to finish something first waits to be woken.
  private func lose(_ wakeUp: WakeUp, _ timeout: Duration?) -> [TerminalEvent] {
    if isLost { wakeUp.wait(milliseconds: min(Self.milliseconds(timeout) ?? maxWait, maxWait)) }
    defer { isLost = true }
    return isLost ? [] : [.lost]
  }

  private func waitForText(_ text: String, _ wakeUp: WakeUp, _ timeout: Duration?) {
    let since = waitingSince ?? .now
    waitingSince = since
    if shows(text) {
      script.removeFirst()
      waitingSince = nil
      return
    }
    let left = Self.milliseconds(.milliseconds(Int64(maxWait)) - (.now - since)) ?? 0
    guard left > 0 else {
      missed = text
      script = []
      return
    }
    wakeUp.wait(milliseconds: min(Self.milliseconds(timeout) ?? left, left))
  }

  /// Rounded up; 0 for what is over.
  private static func milliseconds(_ time: Duration?) -> Int32? {
    time.map { time in
      let (seconds, attoseconds) = max(.zero, time).components
      return Int32(clamping: seconds * 1_000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
  }
}
