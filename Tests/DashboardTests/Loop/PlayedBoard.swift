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
  private let reply: @Sendable (Effect) -> Action?
  /// Which request for the list is answered only when the loop has given it up.
  private let late: Int?

  /// - Parameter reply: what comes of everything but the list.
  init(_ answers: [Action], late: Int? = nil, reply: @escaping @Sendable (Effect) -> Action? = { _ in nil }) {
    self.answers = Mutex(answers)
    self.late = late
    self.reply = reply
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
      action: action, update: update, view: drawing, nextTick: \.nextTick,
      now: { Fixture.now }, tick: { .clockTicked($0) }, drawn: drawn, isFinished: \.isFinished, effectID: \.id,
      terminalEffect: { _ in nil }, perform: { [self] in await perform($0) })
    var state = Fixture.start(size)
    let effects = state.start()
    let last = EventLoop(program, terminal: terminal, inbox: Inbox<Message<Action>>()).run(state, first: effects)
    return Played(state: last, screens: terminal.frames.map { FrameText.lines($0) }, missed: terminal.missed)
  }

  private func perform(_ effect: Effect) async -> Action? {
    let lists = asked.withLock { asked in
      asked.append(effect)
      return asked.count { $0 == .loadList }
    }
    guard effect == .loadList else { return reply(effect) }
    let answer = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    // Ends when the task is cancelled; the answer is given all the same.
    if lists == late { for await _ in AsyncStream<Never>.makeStream().stream {} }
    return answer
  }
}
