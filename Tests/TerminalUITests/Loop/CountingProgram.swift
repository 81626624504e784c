import Foundation
import TerminalUI

/// A small program to try the loop with: it counts keys and shows what effects brought.
enum Counting {
  struct State: Equatable, Sendable {
    var keys = 0
    var answers: [String] = []
    var pasted: [String] = []
    var isFinished = false
    var isLost = false
    var sizes: [Size] = []
    var ticks = 0
    /// What a key press found to be the answers then.
    var answersAtKey: [String]?
    /// How many keys the frame showed on which each click was made.
    var clicks: [Int] = []
    /// How many keys each frame showed that was reported as drawn.
    var drawn: [Int] = []
  }

  enum Action: Equatable, Sendable {
    case event(TerminalEvent)
    case answered(String)
    case ticked
    case clicked(keys: Int)
    case drawn(keys: Int)
  }

  enum Effect: Equatable, Sendable {
    /// Replaced by a newer one.
    case ask(Int)
    /// Never replaced.
    case send(Int)
    case suspend
  }

  static func update(_ state: inout State, _ action: Action) -> [Effect] {
    switch action {
    case .ticked: state.ticks += 1
    case .clicked(let keys): state.clicks.append(keys)
    case .drawn(let keys): state.drawn.append(keys)
    case .answered(let text): state.answers.append(text)
    case .event(.paste(let text)): state.pasted.append(text)
    case .event(.resized(let size)): state.sizes.append(size)
    case .event(.mouse): break
    case .event(.lost): (state.isLost, state.isFinished) = (true, true)
    case .event(.key(let key)):
      state.keys += 1
      state.answersAtKey = state.answers
      switch key {
      case .character("a"): return [.ask(state.keys)]
      case .character("s"): return [.send(state.keys)]
      case .character("q"): state.isFinished = true
      case .control("z"): return [.suspend]
      default: break
      }
    }
    return []
  }

  static func view(_ state: State, _ size: Size) -> Drawing<Action> {
    var frame = Frame(size)
    frame.write("keys \(state.keys)", column: 0, row: 0, style: Style())
    frame.write("answers \(state.answers.joined(separator: ","))", column: 0, row: 1, style: Style())
    frame.write("ticks \(state.ticks)", column: 40, row: 0, style: Style())
    frame.write("size \(size.columns)x\(size.rows)", column: 0, row: 2, style: Style())
    return Drawing(frame) { $0.row == 0 && $0.column < 10 ? .clicked(keys: state.keys) : nil }
  }

  static func program(
    nextTick: @escaping (State) -> Date? = { _ in nil },
    perform: @escaping @Sendable (Effect) async -> Action? = { _ in nil }
  ) -> Program<State, Action, Effect> {
    Program(
      action: { .event($0) }, update: update, view: { state, size, _ in view(state, size) }, nextTick: nextTick,
      now: { Date(timeIntervalSince1970: 0) }, tick: { _ in .ticked },
      drawn: { state, _ in state.drawn.last == state.keys ? nil : .drawn(keys: state.keys) }, isFinished: \.isFinished,
      effectID: { if case .ask = $0 { "ask" } else { nil } },
      terminalEffect: { $0 == .suspend ? .suspend : nil }, perform: perform)
  }
}

/// Lets tasks wait until a test, or another task, opens it.
final class Gate: Sendable {
  private let stream: AsyncStream<Void>
  private let continuation: AsyncStream<Void>.Continuation

  init() { (stream, continuation) = AsyncStream.makeStream() }

  func open() { continuation.finish() }
  func waitUntilOpen() async { for await _ in stream {} }
}
