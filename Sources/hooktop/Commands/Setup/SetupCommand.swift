import ArgumentParser
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation

/// `hooktop setup`: asks for a token, checks it and saves it.
struct SetupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup", abstract: "Ask for an account's API token, check it and keep it.",
    discussion: "The token goes into a file that only you can read; the profile names that file.")

  @OptionGroup var connection: ConnectionOptions

  @Option(
    help: ArgumentHelp(
      "Where the API is (\(BaseURL.production), or where the profile that is replaced has it).", valueName: "url"))
  var baseURL: String?

  @Flag(help: "Read the token from the first line of standard input; ask nothing.")
  var tokenStdin = false

  @Flag(help: "Replace a profile of the same name and its token.")
  var replace = false

  func run() async throws {
    let environment = try AppEnvironment.system
    let prompt = Prompt()
    guard tokenStdin || prompt.isTerminal else {
      throw CommandExit(
        .usage, "`hooktop setup` asks at a terminal; for a script give --token-stdin and pipe the token in.")
    }
    let settings = try connection.settings(in: environment)
    // Each answer is judged before the next question.
    var (setup, present) = try await answer(
      connection.onlyProfile(), "Profile name", default: "default", prompt
    ) { name in
      let setup = AccountSetup(
        profile: name, baseURL: .production, settings: settings, isReplacing: replace, paths: environment.paths)
      return (setup, try setup.check())
    }
    let ownBaseURL = present.profile(named: setup.profile)?.baseURL ?? .production
    setup.baseURL = try await answer(baseURL, "Base URL", default: ownBaseURL.text, prompt, AccountSetup.baseURL)
    let (token, account, check) = try await goodToken(prompt) { [setup, present] token in
      let account = try await self.account(setup, token, present, environment)
      return (token, account, try await TokenCheck.ask(account))
    }
    try setup.save(token, unique: environment.clock.newKey().rawValue)

    let (file, config) = (environment.paths.display(setup.tokenFile), environment.paths.configFile)
    try StandardOutput.write(
      PlainTable.fields([
        ("company", check.company), ("may list", check.finding), ("profile", setup.profile), ("token", file),
        ("config", environment.paths.display(config)),
      ]))
    if check.subscriptions != nil, !tokenStdin {
      let profile = try isDefault(setup.profile, environment) ? "" : " --profile \(setup.profile)"
      StandardError.print("Next: `hooktop\(profile)` opens the board.")
    }
    if let warning = check.warning(profile: setup.profile, account) { StandardError.print(warning) }
    if let lock = await account.gate.pinFirstUse() { StandardError.print(lock.sentence) }
    let ruling = ["HOOKTOP_TOKEN", "HOOKTOP_TOKEN_FILE", "HOOKTOP_BASE_URL"].filter {
      environment.variables[$0]?.isEmpty == false
    }
    if let first = ruling.first {
      StandardError.print("\(first) is set and rules over profiles until it is unset.")
    }
  }

  /// What an option says, or else what is typed. What was typed and does not fit is asked for again.
  private func answer<Value>(
    _ given: String?, _ question: String, default fallback: String, _ prompt: Prompt, _ value: (String) throws -> Value
  ) async throws -> Value {
    if let given { return try value(given) }
    if tokenStdin { return try value(fallback) }
    while true {
      guard let answer = await BlockingWork.run({ prompt.ask(question, default: fallback) }) else {
        throw Self.endedEarly
      }
      do {
        return try value(answer)
      } catch let exit as CommandExit {
        exit.sentence.map(StandardError.print)
      }
    }
  }

  /// Whether a command without `--profile` takes this profile.
  private func isDefault(_ profile: String, _ environment: AppEnvironment) throws -> Bool {
    let config = try ConfigFile.read(environment.paths)
    return config.defaultProfile == profile || config.defaultProfile == nil && config.profiles.count == 1
  }

  /// Reads a token and checks it. At a terminal a token that is none, or is refused, is asked for again.
  private func goodToken<Checked>(
    _ prompt: Prompt, check: (AccessToken) async throws -> Checked
  ) async throws -> Checked {
    while true {
      do {
        return try await check(try await token(prompt))
      } catch let exit as CommandExit where !tokenStdin && exit.code == .notAllowed {
        exit.sentence.map(StandardError.print)
      } catch ConfigurationProblem.token(let sentence) where !tokenStdin {
        StandardError.print(sentence)
      }
    }
  }

  private func token(_ prompt: Prompt) async throws -> AccessToken {
    let isTyped = !tokenStdin
    let line = await BlockingWork.run {
      isTyped ? prompt.askHidden("API token (not shown)") : Prompt.readLine(prompt.input)
    }
    if isTyped, line == nil { throw Self.endedEarly }
    return try TokenText.token(line ?? "", from: isTyped ? "What was typed" : "Standard input")
  }

  private static let endedEarly = CommandExit(
    .usage, "The input ended before everything was asked; nothing was changed.")

  private func account(
    _ account: AccountSetup, _ token: AccessToken, _ config: Config, _ environment: AppEnvironment
  ) async throws -> Account {
    try Account(
      try await account.source(token, environment: environment.variables, config: config)
        .connection(environment: environment.variables, paths: environment.paths),
      profile: account.profile, config: .empty, log: connection.log, environment: environment)
  }
}
