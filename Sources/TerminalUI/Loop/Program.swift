public import struct Foundation.Date

/// A program in the Elm architecture: state, actions, effects, view. All closures but `now` and `perform` are pure.
public struct Program<State, Action: Sendable, Effect: Sendable> {
  /// What an event of the terminal means; nil for nothing. A click means what the frame that was drawn says.
  public var action: (TerminalEvent) -> Action?
  public var update: (inout State, Action) -> [Effect]
  /// The last argument is what the drawing before keeps for it. It may make this one faster and never another.
  public var view: (State, Size, (any Sendable)?) -> Drawing<Action>
  /// When the screen must change if nothing happens; nil for never.
  public var nextTick: (State) -> Date?
  public var now: () -> Date
  /// The action that sets the state's time.
  public var tick: (Date) -> Action
  /// What follows from a frame of this state that stands on the terminal since this time; nil for nothing.
  public var drawn: (State, Date) -> Action?
  public var isFinished: (State) -> Bool
  /// A newer effect with the same id cancels the older, whose result is dropped. Nil: never replaced.
  public var effectID: (Effect) -> String?
  /// The title of the terminal's window; nil leaves or gives back its own.
  public var title: (State) -> String?
  /// Performs an effect and returns its result.
  public var perform: @Sendable (Effect) async -> Action?
  /// Effects that the loop performs on its terminal.
  public var terminalEffect: (Effect) -> TerminalEffect?

  public init(
    action: @escaping (TerminalEvent) -> Action?, update: @escaping (inout State, Action) -> [Effect],
    view: @escaping (State, Size, (any Sendable)?) -> Drawing<Action>, nextTick: @escaping (State) -> Date?,
    now: @escaping () -> Date,
    tick: @escaping (Date) -> Action, drawn: @escaping (State, Date) -> Action? = { _, _ in nil },
    isFinished: @escaping (State) -> Bool,
    effectID: @escaping (Effect) -> String?, terminalEffect: @escaping (Effect) -> TerminalEffect?,
    title: @escaping (State) -> String? = { _ in nil },
    perform: @escaping @Sendable (Effect) async -> Action?
  ) {
    self.action = action
    self.update = update
    self.view = view
    self.nextTick = nextTick
    self.now = now
    self.tick = tick
    self.drawn = drawn
    self.isFinished = isFinished
    self.effectID = effectID
    self.terminalEffect = terminalEffect
    self.title = title
    self.perform = perform
  }
}

/// A frame, and what a click on its parts means.
public struct Drawing<Action> {
  public let frame: Frame
  /// What the next drawing may be made from; nil for nothing.
  public let memory: (any Sendable)?
  private let find: (Frame.Position) -> Action?

  /// - Parameter action: what a click there means. It is asked when one comes, so that frames without clicks cost nothing.
  public init(
    _ frame: Frame, memory: (any Sendable)? = nil, action: @escaping (Frame.Position) -> Action? = { _ in nil }
  ) {
    self.frame = frame
    self.memory = memory
    find = action
  }

  /// What a click there means; nil for nothing.
  public func action(at position: Frame.Position) -> Action? { find(position) }

  public func map<Other>(_ transform: @escaping (Action) -> Other) -> Drawing<Other> {
    let find = find
    return Drawing<Other>(frame, memory: memory) { find($0).map(transform) }
  }
}

/// Effects that only the terminal's thread can perform.
public enum TerminalEffect: Sendable {
  case suspend
  case ring
  case copyToClipboard(String)
  case use(TerminalPreferences)
}

/// Messages to the loop that do not come from the terminal.
public enum Message<Action: Sendable>: Sendable {
  case external(Action)
  case result(Action?, of: Int)
}
