import Dashboard
import FintoroWebhooks
import Foundation
import Synchronization
import TerminalUI
import TestSupport

/// The whole loop on a scripted terminal: what is asked for comes from a list of answers, one a request.
final class PlayedBoard: Sendable {
  private let answers: Mutex<[Action]>
  private let asked = Mutex<[Effect]>([])

  init(_ answers: [Action]) {
    self.answers = Mutex(answers)
  }

  /// Everything that was to be done, in order.
  var effects: [Effect] { asked.withLock { $0 } }

  struct Played: Sendable {
    var state: State
    /// Every screen as text, oldest first.
    var screens: [String]
    /// What a `waitFor` missed.
    var missed: String?
  }

  /// On a thread of its own, because the loop blocks the one it runs on.
  func play(_ script: [ScriptedTerminal.Step], size: Size = Fixture.narrow) async throws -> Played {
    try await onOwnThread { self.run(script, size) }
  }

  private func run(_ script: [ScriptedTerminal.Step], _ size: Size) -> Played {
    let terminal = ScriptedTerminal(script, size: size)
    let program = Program<State, Action, Effect>(
      action: { event, _ in action(for: event) }, update: update, view: view, nextTick: \.nextTick,
      now: { Fixture.now }, tick: { .clockTicked($0) }, isFinished: \.isFinished, effectID: \.id,
      terminalEffect: { _ in nil }, perform: { [self] in perform($0) })
    var state = Fixture.start(size)
    let effects = state.start()
    let last = EventLoop(program, terminal: terminal, inbox: Inbox<Message<Action>>()).run(state, first: effects)
    return Played(state: last, screens: terminal.frames.map { FrameText.lines($0) }, missed: terminal.missed)
  }

  private func perform(_ effect: Effect) -> Action? {
    asked.withLock { $0.append(effect) }
    guard effect == .loadList else { return nil }
    return answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}
