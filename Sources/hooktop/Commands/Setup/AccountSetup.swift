import Files
import FintoroAPI
import FintoroWebhooks
import Glibc

/// Saves an account: its token in a file of its own, its profile in the config.
struct AccountSetup {
  let profile: String
  var baseURL: BaseURL
  /// What options ask for; kept in the profile. What is not given stays as the profile has it.
  var settings = ConnectionSettings()
  /// Whether an existing profile and its token file may be replaced.
  let isReplacing: Bool
  let paths: Paths

  var tokenFile: String { Paths.join(paths.tokens, profile + ".token") }

  /// Letters, digits, `-` and `_`, because the name is also a file's name.
  static func isName(_ name: String) -> Bool {
    (1...64).contains(name.count)
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  /// Reads a typed base URL.
  static func baseURL(_ text: String) throws -> BaseURL {
    do {
      return try BaseURL(text)
    } catch {
      throw CommandExit(.usage, "\(error.sentence.prefix(1).uppercased())\(error.sentence.dropFirst()).")
    }
  }

  /// The account before it is saved, to check its token.
  /// - Parameter config: has the profile's own settings, where it is there already.
  func source(
    _ token: AccessToken, environment: [String: String], config: Config
  ) throws(ConfigurationProblem) -> ConnectionSource {
    let given = settings.orElse(try ConnectionSettings(environment: environment, paths: paths))
    return ConnectionSource(
      baseURL: baseURL, token: .value(token), profile: profile,
      settings: given.orElse(config.profile(named: profile)?.settings ?? ConnectionSettings()))
  }

  /// Checks everything that needs no token.
  /// - Returns: the config as it is now.
  @discardableResult
  func check() throws -> Config {
    guard Self.isName(profile) else {
      throw CommandExit(.usage, "A profile's name has 1 to 64 letters, digits, - and _; \"\(profile)\" does not fit.")
    }
    if let problem = paths.unsafeFolders([paths.config, paths.tokens]) {
      throw FileReplacement.Problem.folder(problem)
    }
    let config = try ConfigFile.read(paths)
    if isReplacing { return config }
    if config.profile(named: profile) != nil {
      throw CommandExit(
        .configuration,
        "The profile \(profile) exists already in \(paths.display(paths.configFile)): choose another "
          + "name, or give --replace.")
    }
    if FilePath.exists(tokenFile) {
      throw FileReplacement.Problem.exists(tokenFile)
    }
    return config
  }

  /// Writes the token first, so that a profile never names a missing file.
  func save(_ token: AccessToken, unique: String) throws {
    try ConfigFile.withLock(paths) { try saveLocked(token, unique) }
  }

  private func saveLocked(_ token: AccessToken, _ unique: String) throws {
    let text = try ConfigFile.text(paths) ?? ""
    let config = try ConfigReader.parse(text, paths: paths)
    let edited = try edited(text, config)
    try FileReplacement.write(
      Array((token.reveal() + "\n").utf8), to: tokenFile, replacing: isReplacing, unique: unique)
    do {
      try FileReplacement.write(Array(edited.utf8), to: paths.configFile, replacing: true, unique: unique)
    } catch {
      if !isReplacing { unlink(tokenFile) }
      throw error
    }
  }

  private func edited(_ text: String, _ config: Config) throws -> String {
    let new = ConfigEditor.NewProfile(
      name: profile, baseURL: baseURL, tokenFile: tokenFile, settings: settings)
    let edited: String
    do {
      edited = try ConfigEditor.adding(new, to: text, config: config)
    } catch {
      throw byHand(line: error.line)
    }
    // The new text must contain the profile, whatever the file looked like before.
    let result = try? ConfigReader.parse(edited, paths: paths).profile(named: profile)
    guard let result, result.baseURL == baseURL, result.token == .file(tokenFile),
      settings.orElse(result.settings) == result.settings
    else { throw byHand(line: nil) }
    return edited
  }

  private func byHand(line: Int?) -> ConfigurationProblem {
    .config(
      path: paths.display(paths.configFile), line: line, key: "profiles.\(profile)",
      problem: "is written in a way that setup does not change; set base_url and token_file there by hand")
  }
}

/// What a new token is good for. Requested before the token is saved.
struct TokenCheck: Equatable, Sendable {
  /// The token's company.
  var company: String
  /// How many subscriptions it lists; nil if it cannot.
  var subscriptions: Int?
  /// Why it cannot list subscriptions; nil if it can.
  var listFailure: Failure?

  /// The account's gate knows the company then. Throws a `CommandExit` that nothing is allowed if the token is refused. A token that may only not list can be saved.
  static func ask(_ account: Account) async throws -> TokenCheck {
    do {
      return try await account.fetch { client throws(Failure) in
        let answer = try await client.whoami()
        await account.gate.record(companyName: answer)
        var check = TokenCheck(company: answer.value)
        do throws(Failure) {
          let list = try await client.list()
          await account.gate.record(list)
          check.subscriptions = list.value.elements.count
        } catch {
          check.listFailure = error
        }
        return Answer(check, context: answer.context)
      }.value
    } catch let request as FailedRequest where request.failure.kind == .unauthenticated {
      let requestID = request.failure.requestID.map { " Request id \($0)." } ?? ""
      let gateway =
        request.failure.isFintorosAnswer
        ? "" : " The answer is not in Fintoro's form: a gateway or proxy before it may ask for its own log-in."
      throw CommandExit(
        .notAllowed,
        "The token was refused (401) by \(request.baseURL.host), and nothing was kept: check that it was pasted whole, or "
          + "make a new one in Fintoro under Integrations → API.\(gateway)\(requestID)")
    }
  }

  /// What the token may do with the list, for the table of what was found.
  var finding: String {
    switch subscriptions {
    case nil: listFailure?.kind == .forbidden ? "nothing" : "not known"
    case 1: "1 subscription"
    case let count?: "\(count) subscriptions"
    }
  }

  /// A warning for a token that cannot list; nil if it can.
  func warning(profile: String, _ account: Account) -> String? {
    guard let listFailure else { return nil }
    guard listFailure.kind == .forbidden else {
      return "Whether the token may list subscriptions is not known yet. \(account.sentence(listFailure))"
    }
    let requestID = listFailure.requestID.map { " Request id \($0)." } ?? ""
    return
      "The profile is kept, but Fintoro refuses the list of subscriptions with this token (403), so hooktop has nothing "
      + "to show with it: make one with the write scope in Fintoro under Integrations → API, then run `hooktop setup "
      + "--profile \(profile) --replace`.\(requestID)"
  }
}
