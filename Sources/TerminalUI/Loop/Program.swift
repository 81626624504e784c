public import struct Foundation.Date

/// A program in the manner of Elm: state, what can happen, what to do about it, what it looks like.
/// All closures are pure but `now` and `perform`.
public struct Program<State, Action: Sendable, Effect: Sendable> {
  /// What an event of the terminal means in a state; nil for nothing.
  public var action: (TerminalEvent, State) -> Action?
  public var update: (inout State, Action) -> [Effect]
  public var view: (State, Size) -> Frame
  /// When the screen stops being true if nothing happens; nil for never.
  public var nextTick: (State) -> Date?
  public var now: () -> Date
  /// The action that tells the state what time it is.
  public var tick: (Date) -> Action
  public var isFinished: (State) -> Bool
  /// A newer effect with the same id cancels the older, whose result is dropped. Nil: never replaced.
  public var effectID: (Effect) -> String?
  /// Does the work of an effect and says what came of it.
  public var perform: @Sendable (Effect) async -> Action?
  /// Effects that the loop itself carries out on its terminal.
  public var terminalEffect: (Effect) -> TerminalEffect?

  public init(
    action: @escaping (TerminalEvent, State) -> Action?, update: @escaping (inout State, Action) -> [Effect],
    view: @escaping (State, Size) -> Frame, nextTick: @escaping (State) -> Date?, now: @escaping () -> Date,
    tick: @escaping (Date) -> Action, isFinished: @escaping (State) -> Bool,
    effectID: @escaping (Effect) -> String?, terminalEffect: @escaping (Effect) -> TerminalEffect?,
    perform: @escaping @Sendable (Effect) async -> Action?
  ) {
    self.action = action
    self.update = update
    self.view = view
    self.nextTick = nextTick
    self.now = now
    self.tick = tick
    self.isFinished = isFinished
    self.effectID = effectID
    self.terminalEffect = terminalEffect
    self.perform = perform
  }
}

/// What only the thread that owns the terminal can do.
public enum TerminalEffect: Sendable {
  case suspend
  case ring
  case copyToClipboard(String)
  case use(TerminalPreferences)
}

/// What reaches the loop from outside the terminal.
public enum Message<Action: Sendable>: Sendable {
  case external(Action)
  case result(Action?, of: Int)
}
