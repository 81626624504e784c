import Dashboard
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import NCursesTerminal
import TerminalUI

/// Runs the dashboard on a thread of its own, which owns the terminal.
struct DashboardRun: Sendable {
  private let setup: DashboardSetup
  private let themes: [Theme]
  private let theme: Theme
  private let terminalOptions: TerminalOptions
  private let performers: CompanyPerformers

  init(_ setup: DashboardSetup) throws(ConfigurationProblem) {
    let (account, environment) = (setup.account, setup.account.environment)
    var library = try ThemeLibrary.embedded()
    try library.addOwn(environment.paths)
    theme = try library.chosen(
      account.config.theme, environment: environment.variables,
      configFile: environment.paths.display(environment.paths.configFile))
    themes = library.themes
    // NO_COLOR holds for every theme that is chosen later.
    let hasColors = environment.variables["NO_COLOR"]?.isEmpty != false
    terminalOptions = TerminalOptions(account.config.preferences.terminal, colors: hasColors ? nil : .mono)
    performers = CompanyPerformers(account)
    self.setup = setup
  }

  /// - Returns: why it ended.
  func run() async throws(TerminalOpenFailure) -> ExitCode {
    let inbox = Inbox<Message<AddressedAction>>()
    let (creates, work) = (setup.account.creates, setup.account.work)
    // Runs once; nothing waits for it.
    Task { await creates.removeAbandonedPlaceholders() }
    let signals = TerminalSignals(inbox, finishing: work)
    // Last, because a terminal that takes no more bytes would hold up the messages below as well.
    defer { signals.stop() }
    let result = await BlockingWork.runOnOwnThread(named: "terminal") { () -> Result<Companies, TerminalOpenFailure> in
      do throws(TerminalOpenFailure) {
        let terminal = try NCursesTerminal.open(terminalOptions)
        defer { terminal.close() }
        let companies = loop(terminal, inbox)
        // Whoever sends a signal waits for the end, and no shell for the input.
        if case .signal = companies.exitReason { terminal.close(answerTimeout: .milliseconds(250)) }
        return .success(companies)
      } catch {
        return .failure(error)
      }
    }
    let companies = try result.get()
    for effect in companies.writesAtExit { _ = await performers.perform(effect) }
    // A rotate that was sent is finished without the screen, and its result is printed.
    let messages = await work.exitMessages()
    messages.forEach(StandardError.print)
    return Self.exitCode(companies)
  }

  func loop(_ terminal: any Terminal, _ inbox: Inbox<Message<AddressedAction>>) -> Companies {
    let account = setup.account
    let clock = account.environment.clock
    let performers = performers
    let program = Program<Companies, AddressedAction, AddressedEffect>(
      action: addressedAction, update: update, view: drawing, nextTick: \.nextTick,
      now: clock.now, tick: { AddressedAction(.clockTicked($0), to: .everybody) }, drawn: drawn,
      isFinished: \.isFinished, effectID: \.id, terminalEffect: { Self.terminalEffect($0.effect) },
      title: \.terminalTitle, perform: { await performers.perform($0) { inbox.post(.external($0)) } })
    var companies = InitialCompanies(
      account: account, isDemo: setup.isDemo, themes: themes, theme: theme, size: terminal.size,
      opensAt: setup.opensAt
    ).companies
    let effects = companies.start()
    return EventLoop(program, terminal: terminal, inbox: inbox).run(companies, first: effects)
  }

  private static func terminalEffect(_ effect: Effect) -> TerminalEffect? {
    switch effect {
    case .suspend: .suspend
    case .copyToClipboard(let secret): .copyToClipboard(secret.reveal())
    case .copyText(let text): .copyToClipboard(text)
    case .useTerminal(let terminal): .use(terminal)
    case .ring: .ring
    default: nil
    }
  }

  private static func exitCode(_ companies: Companies) -> ExitCode {
    companies.all.flatMap(\.state.ofNow.custody.exitMessages).forEach { StandardError.print($0) }
    companies.pendingAtExit.forEach { StandardError.print($0) }
    return switch companies.exitReason {
    case .signal(let number): .ended(by: number)
    case .terminalLost: .hangUp
    case .quit, nil: .success
    }
  }
}

/// What the dashboard starts from.
struct DashboardSetup: Sendable {
  /// The client, the profile, the config with its theme, the paths, the clock and the log.
  var account: Account
  /// Marked on every screen.
  var isDemo: Bool
  /// The moment of the past to show first; nil for now.
  var opensAt: Date?
}

/// The dashboard's companies at the start: its account, and the other profiles of the config.
struct InitialCompanies {
  let account: Account
  let isDemo: Bool
  let themes: [Theme]
  let theme: Theme
  let size: Size
  /// The moment of the past to show first; nil for now.
  var opensAt: Date?

  var companies: Companies {
    let config = account.config
    let own = account.profile
    // The account of the environment or of the demo is no profile of the config.
    let unlisted = own == nil ? [state(nil, profile: nil, account.client.connection.baseURL)] : []
    return Companies(unlisted + config.profiles.map { state($0, profile: $0.name, $0.baseURL) }, current: own)
  }

  private func state(_ profile: Config.Profile?, profile name: String?, _ baseURL: BaseURL) -> State {
    let clock = account.environment.clock
    let session = Session(
      profile: name, baseURL: baseURL.text, isDemo: isDemo, color: profile?.color, isDanger: profile?.isDanger ?? false)
    var state = State(
      session: session, themes: themes, theme: theme, now: clock.now(), zone: clock.zone, size: size)
    if name == account.profile { state.opensAt = opensAt }
    state.setUp(account.config.preferences, account.config.look, quietDays: profile?.quietDays ?? [:])
    if !FileManager.default.fileExists(atPath: account.environment.paths.tourSeen) {
      state.tour = Tour(at: clock.now())
    }
    return state
  }
}
