/// A terminal for tests: plays a script, keeps every frame, and never sleeps without being woken.
public final class ScriptedTerminal: Terminal {
  public enum Step: Sendable {
    /// Keys by name, separated by spaces, delivered one by one: `"n Tab text Enter"` with `.type` for text.
    case keys(String)
    /// Every character a key, all in one batch.
    case type(String)
    case paste(String)
    /// Waits until the text stands in one row of the screen.
    case waitFor(String)
    case resize(Size)
    case lost
  }

  public private(set) var size: Size
  /// Every frame that was drawn, oldest first.
  public private(set) var frames: [Frame] = []
  public private(set) var suspensions = 0
  public private(set) var clipboard: String?
  private var script: ArraySlice<Step>
  /// How long a `waitFor` may take before the script counts as stuck.
  private let patience: Int32

  public init(_ script: [Step], size: Size = Size(columns: 80, rows: 24), patienceMilliseconds: Int32 = 20_000) {
    self.script = script[...]
    self.size = size
    patience = patienceMilliseconds
  }

  public func draw(_ frame: Frame) {
    if frames.last != frame { frames.append(frame) }
  }

  public func suspend() { suspensions += 1 }
  public func ring() {}
  public func copyToClipboard(_ text: String) { clipboard = text }

  /// At the script's end the terminal is lost, so that a loop that should have ended by then ends all the same.
  public func waitForInput(wakeUp: WakeUp, timeout: Duration?) -> [TerminalEvent] {
    guard let step = script.first else { return [.lost] }
    switch step {
    case .waitFor(let text):
      if shows(text) {
        script.removeFirst()
      } else {
        waitForText(wakeUp, timeout: timeout)
      }
      return []
    case .keys(let names):
      script.removeFirst()
      return names.split(separator: " ").compactMap { Key(name: String($0)).map { .key($0) } }
    case .type(let text):
      script.removeFirst()
      return text.map { .key(.character($0)) }
    case .paste(let text):
      script.removeFirst()
      return [.paste(text)]
    case .resize(let size):
      script.removeFirst()
      self.size = size
      return [.resized(size)]
    case .lost:
      script.removeFirst()
      return [.lost]
    }
  }

  public func shows(_ text: String) -> Bool {
    frames.last.map { frame in (0..<frame.size.rows).contains { FrameText.row($0, of: frame).contains(text) } } ?? false
  }

  private func waitForText(_ wakeUp: WakeUp, timeout: Duration?) {
    let untilTick = timeout.map { Int32(clamping: $0.components.seconds * 1000 + 1) } ?? patience
    let clock = ContinuousClock()
    let start = clock.now
    wakeUp.wait(milliseconds: min(untilTick, patience))
    if clock.now - start >= .milliseconds(Int64(patience)) { script = [] }
  }
}
