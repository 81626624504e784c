import struct Foundation.Date

/// Runs a program until it is finished, on the calling thread, which owns the terminal meanwhile. Only the loop changes
/// the state, starts effects and draws.
public struct EventLoop<State, Action: Sendable, Effect: Sendable> {
  private let program: Program<State, Action, Effect>
  private let terminal: any Terminal
  private let inbox: Inbox<Message<Action>>
  private var running: [Int: Task<Void, Never>] = [:]
  private var latest: [String: Int] = [:]
  private var lastNumber = 0

  public init(
    _ program: Program<State, Action, Effect>, terminal: any Terminal, inbox: Inbox<Message<Action>>
  ) {
    self.program = program
    self.terminal = terminal
    self.inbox = inbox
  }

  /// - Returns: the last state, after every effect that is still running was cancelled.
  public consuming func run(_ initial: State, first effects: [Effect] = []) -> State {
    var state = initial
    apply(program.tick(program.now()), to: &state)
    effects.forEach { start($0) }
    var drawing = draw(state, after: nil)
    var isDrawn = true
    var isReported = reportDrawn(&state)
    while !program.isFinished(state) {
      let input = terminal.waitForInput(
        wakeUp: inbox.wakeUp, timeout: timeout(state), untilReady: !isDrawn || !isReported)
      // Before anything changes the state that the frame shows.
      if isDrawn, !isReported { isReported = reportDrawn(&state) }
      apply(program.tick(program.now()), to: &state)
      for message in inbox.drain() {
        if let action = action(of: message) { apply(action, to: &state) }
      }
      // After the messages, so that a key means what it means on the newest state.
      for event in input where !program.isFinished(state) {
        if let action = action(of: event, on: drawing) { apply(action, to: &state) }
      }
      // A terminal that is slow gets the newest frame when it has taken the last one, and none in between.
      isDrawn = terminal.isReady
      guard isDrawn else { continue }
      drawing = draw(state, after: drawing)
      isReported = reportDrawn(&state)
    }
    running.values.forEach { $0.cancel() }
    return state
  }

  private func draw(_ state: State, after last: Drawing<Action>?) -> Drawing<Action> {
    let drawing = program.view(state, terminal.size, last?.memory)
    terminal.draw(drawing.frame)
    terminal.setTitle(program.title(state))
    return drawing
  }

  /// Reports that the state's frame stands on the terminal, where the program waits for that.
  /// - Returns: false while the terminal has not taken the frame: a slow one shows it late.
  private mutating func reportDrawn(_ state: inout State) -> Bool {
    guard let action = program.drawn(state, program.now()) else { return true }
    guard terminal.isReady else { return false }
    apply(action, to: &state)
    return true
  }

  /// A click is meant for what was on the screen when it was made, whatever the state is by now.
  private func action(of event: TerminalEvent, on drawing: Drawing<Action>) -> Action? {
    if case .mouse(.press(let position)) = event { drawing.action(at: position) } else { program.action(event) }
  }

  private mutating func apply(_ action: Action, to state: inout State) {
    for effect in program.update(&state, action) { start(effect) }
  }

  private func timeout(_ state: State) -> Duration? {
    program.nextTick(state).map { .seconds(max(0, $0.timeIntervalSince(program.now()))) }
  }

  /// A number that is not running any more belongs to a replaced effect: its result is dropped.
  private mutating func action(of message: Message<Action>) -> Action? {
    switch message {
    case .external(let action): action
    case .result(let action, of: let number): running.removeValue(forKey: number) == nil ? nil : action
    }
  }

  private mutating func start(_ effect: Effect) {
    switch program.terminalEffect(effect) {
    case .suspend: return terminal.suspend()
    case .ring: return terminal.ring()
    case .copyToClipboard(let text): return terminal.copyToClipboard(text)
    case .use(let preferences): return terminal.use(preferences)
    case nil: break
    }
    lastNumber += 1
    let number = lastNumber
    if let id = program.effectID(effect), let earlier = latest.updateValue(number, forKey: id) {
      running.removeValue(forKey: earlier)?.cancel()
    }
    let (perform, inbox) = (program.perform, inbox)
    running[number] = Task { inbox.post(.result(await perform(effect), of: number)) }
  }
}
