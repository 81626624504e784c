import Dashboard
import FintoroAPI
import FintoroWebhooks
import Foundation
import NCursesTerminal
import TerminalUI

/// Runs the dashboard to its end on a thread of its own, which owns the terminal.
struct DashboardRun: Sendable {
  private let setup: DashboardSetup
  private let themes: [Theme]
  private let theme: Theme
  private let terminalOptions: TerminalOptions

  init(_ setup: DashboardSetup) throws(ConfigurationProblem) {
    let (session, surroundings) = (setup.session, setup.session.surroundings)
    var library = try ThemeLibrary.embedded()
    try library.addOwn(surroundings.paths)
    theme = try library.chosen(
      session.config.theme, environment: surroundings.environment,
      configFile: surroundings.paths.display(surroundings.paths.configFile))
    themes = library.themes
    // Whatever theme is chosen later, NO_COLOR holds.
    let hasColors = surroundings.environment["NO_COLOR"]?.isEmpty != false
    terminalOptions = TerminalOptions(colors: hasColors ? nil : .mono)
    self.setup = setup
  }

  /// - Returns: why it ended.
  func run() async throws(TerminalOpenFailure) -> ExitCode {
    let inbox = Inbox<Message<Action>>()
    let signals = TerminalSignals(inbox)
    // Not before the last word is said, which a terminal that takes no more bytes would hold up as well.
    defer { signals.stop() }
    let result = await onDedicatedThread(named: "terminal") { () -> Result<State, TerminalOpenFailure> in
      signals.waitUntilWatching()
      do throws(TerminalOpenFailure) {
        let terminal = try NCursesTerminal.open(terminalOptions)
        defer { terminal.close() }
        return .success(loop(terminal, inbox))
      } catch {
        return .failure(error)
      }
    }
    return Self.exitCode(try result.get())
  }

  func loop(_ terminal: any Terminal, _ inbox: Inbox<Message<Action>>) -> State {
    let session = setup.session
    let (clock, paths) = (session.surroundings.clock, session.surroundings.paths)
    let performer = EffectPerformer(client: session.client, custody: session.custody, paths: paths, clock: clock)
    let program = Program<State, Action, Effect>(
      action: { event, _ in action(for: event) }, update: update, view: view, nextTick: \.nextTick, now: clock.now,
      tick: { .clockTicked($0) }, isFinished: \.isFinished, effectID: \.id, terminalEffect: Self.terminalEffect,
      perform: { await performer.perform($0) })
    var state = State(
      session: Dashboard.Session(
        profile: session.profile, baseURL: session.client.connection.baseURL.text, isDemo: setup.isDemo),
      themes: themes, theme: theme, now: clock.now(), zone: clock.zone, size: terminal.size)
    let effects = state.start()
    return EventLoop(program, terminal: terminal, inbox: inbox).run(state, first: effects)
  }

  private static func terminalEffect(_ effect: Effect) -> TerminalEffect? {
    switch effect {
    case .suspend: .suspend
    case .copyToClipboard(let secret): .copyToClipboard(secret.reveal())
    default: nil
    }
  }

  private static func exitCode(_ state: State) -> ExitCode {
    if !state.creates.isEmpty {
      let names = state.creates.map(\.label).joined(separator: ", ")
      StandardOutput.complain("Not finished yet: the create of \(names). hooktop finishes it at its next start.")
    }
    return switch state.ending {
    case .signal(let number): ExitCode(signal: number)
    case .terminalLost: .hangUp
    case .quit, nil: .success
    }
  }
}
