import ArgumentParser
import FintoroAPI
import FintoroWebhooks
import Foundation

/// `hooktop setup`: asks for a token, checks it, keeps it.
struct SetupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup", abstract: "Ask for an account's API token, check it and keep it.",
    discussion: "The token goes into a file that only you can read; the profile names that file.")

  @OptionGroup var connection: ConnectionOptions

  @Option(help: ArgumentHelp("Where the API is (\(BaseURL.production)).", valueName: "url"))
  var baseURL: String?

  @Flag(help: "Read the token from the first line of standard input; ask nothing.")
  var tokenStdin = false

  @Flag(help: "Replace a profile of the same name and its token.")
  var replace = false

  func run() async throws {
    let surroundings = Surroundings.system
    let prompt = Prompt()
    guard tokenStdin || prompt.isTerminal else {
      throw Ending(.usage, "`hooktop setup` asks at a terminal; for a script give --token-stdin and pipe the token in.")
    }
    let account = AccountSetup(
      profile: try await answer(connection.profile, "Profile name", standard: "default", prompt),
      baseURL: try AccountSetup.address(await answer(baseURL, "Base URL", standard: BaseURL.production.text, prompt)),
      isReplacing: replace, paths: surroundings.paths)
    try account.check()
    let token = try await token(prompt)
    let session = try await session(account, token, surroundings)
    let check = try await TokenCheck.ask(session)
    try account.keep(token, unique: surroundings.clock.newKey().rawValue)

    let (file, config) = (surroundings.paths.display(account.tokenFile), surroundings.paths.configFile)
    try StandardOutput.write(
      PlainTable.fields([
        ("company", check.company), ("profile", account.profile), ("token", file),
        ("config", surroundings.paths.display(config)),
      ]))
    if let warning = check.warning(profile: account.profile, session) { StandardOutput.complain(warning) }
    let ruling = ["HOOKTOP_TOKEN", "HOOKTOP_TOKEN_FILE", "HOOKTOP_BASE_URL"].filter {
      surroundings.environment[$0]?.isEmpty == false
    }
    if let first = ruling.first {
      StandardOutput.complain("\(first) is set and rules over profiles until it is unset.")
    }
  }

  private func answer(
    _ given: String?, _ question: String, standard: String, _ prompt: Prompt
  ) async throws -> String {
    if let given { return given }
    if tokenStdin { return standard }
    guard let answer = await BlockingWork.run({ prompt.ask(question, standard: standard) }) else {
      throw Ending(.usage, "The input ended before everything was asked; nothing was changed.")
    }
    return answer
  }

  private func token(_ prompt: Prompt) async throws -> AccessToken {
    let isTyped = !tokenStdin
    let line = await BlockingWork.run {
      isTyped ? prompt.askHidden("API token (not shown)") : Prompt.readLine(prompt.input)
    }
    return try TokenText.token(line ?? "", from: isTyped ? "What was typed" : "Standard input")
  }

  private func session(
    _ account: AccountSetup, _ token: AccessToken, _ surroundings: Surroundings
  ) async throws -> Session {
    let timeout = try ConnectionSource.timeout(connection.source, environment: surroundings.environment)
    return try Session(
      try await account.source(token, timeoutSeconds: timeout)
        .connection(environment: surroundings.environment, paths: surroundings.paths),
      profile: account.profile, config: .empty, log: connection.log, surroundings: surroundings)
  }
}
