import Files
import FintoroAPI

/// Gives the token that is in its place now; nil if there is none.
typealias TokenReader = @Sendable () async -> AccessToken?

/// Where to connect and with which token. Both come from one source, the environment or one profile: a mixture would
/// send one account's token to another's host.
struct ConnectionSource: Equatable, Sendable {
  enum Token: Equatable, Sendable {
    /// `HOOKTOP_TOKEN` itself.
    case value(AccessToken)
    case stored(TokenSource)
  }

  var baseURL: BaseURL
  var token: Token
  /// Nil if the connection comes from the environment.
  var profile: String?
  var settings = ConnectionSettings()

  /// Options of the command line.
  struct Options: Equatable, Sendable {
    var profile: String?
    var settings = ConnectionSettings()
  }

  /// Chooses the source. Reads nothing.
  static func resolve(
    _ options: Options, environment: [String: String], config: Config, paths: Paths
  ) throws(ConfigurationProblem) -> ConnectionSource {
    let variables = environment.filter { $0.key.hasPrefix("HOOKTOP_") && !$0.value.isEmpty }
    let given = options.settings.orElse(try ConnectionSettings(environment: variables, paths: paths))
    let connecting = ["HOOKTOP_BASE_URL", "HOOKTOP_TOKEN", "HOOKTOP_TOKEN_FILE"].filter { variables[$0] != nil }
    guard let first = connecting.first else {
      return try fromProfile(options, variables, config, paths, given)
    }
    if options.profile != nil {
      throw .mixture(
        "--profile and \(first) are both given, and base URL and token must come from one of them: "
          + "leave --profile out or unset \(first).")
    }
    if variables["HOOKTOP_PROFILE"] != nil {
      throw .mixture(
        "HOOKTOP_PROFILE and \(first) are both set, and base URL and token must come from one of them: "
          + "unset one.")
    }
    return try fromEnvironment(variables, paths, given)
  }

  private static func fromEnvironment(
    _ variables: [String: String], _ paths: Paths, _ settings: ConnectionSettings
  ) throws(ConfigurationProblem) -> ConnectionSource {
    let baseURL: BaseURL
    do {
      baseURL =
        try variables["HOOKTOP_BASE_URL"].map { text throws(BaseURLProblem) in try BaseURL(text) } ?? .production
    } catch {
      throw .variable("HOOKTOP_BASE_URL", problem: "cannot be used: \(error.sentence)")
    }
    let token: Token
    switch (variables["HOOKTOP_TOKEN"], variables["HOOKTOP_TOKEN_FILE"]) {
    case (nil, nil):
      throw .mixture(
        "HOOKTOP_BASE_URL is set without a token, and the token of a profile is never sent to another "
          + "address: set HOOKTOP_TOKEN_FILE (or HOOKTOP_TOKEN) too, or unset HOOKTOP_BASE_URL.")
    case (_?, _?):
      throw .mixture("HOOKTOP_TOKEN and HOOKTOP_TOKEN_FILE are both set: unset one of them.")
    case (let text?, nil):
      token = .value(try TokenText.token(text, from: "HOOKTOP_TOKEN"))
    case (nil, let file?):
      token = .stored(.file(try ConnectionSettings.path("HOOKTOP_TOKEN_FILE", variables, paths) ?? file))
    }
    return ConnectionSource(baseURL: baseURL, token: token, profile: nil, settings: settings)
  }

  private static func fromProfile(
    _ options: Options, _ variables: [String: String], _ config: Config, _ paths: Paths,
    _ given: ConnectionSettings
  ) throws(ConfigurationProblem) -> ConnectionSource {
    let profile = try chosen(options.profile, variables["HOOKTOP_PROFILE"], config, paths.display(paths.configFile))
    return ConnectionSource(
      baseURL: profile.baseURL, token: .stored(profile.token), profile: profile.name,
      settings: given.orElse(profile.settings))
  }

  private static func chosen(
    _ option: String?, _ variable: String?, _ config: Config, _ file: String
  ) throws(ConfigurationProblem) -> Config.Profile {
    let known = config.profiles.map(\.name).joined(separator: ", ")
    if let name = option ?? variable {
      if let profile = config.profile(named: name) { return profile }
      let asked = option == nil ? "HOOKTOP_PROFILE names" : "--profile names"
      let setup = AccountSetup.isName(name) ? "hooktop setup --profile \(name)" : "hooktop setup"
      let there = known.isEmpty ? "there are none yet; `\(setup)` makes one" : "there are: \(known)"
      throw .profile("\(asked) \"\(name)\", which is not a profile in \(file) (\(there)).")
    }
    if let profile = config.defaultProfile.flatMap(config.profile(named:)) { return profile }
    guard let only = config.profiles.first else { throw .nothingConfigured }
    if config.profiles.count > 1 {
      throw .profile("\(file) has several profiles (\(known)) and no default_profile: choose one with --profile NAME.")
    }
    return only
  }
}

extension ConnectionSource {
  /// Reads the token, within the time limit of a request.
  /// - Parameter onScreen: whether the dashboard is drawn. A token command must not write over it.
  func accessToken(
    environment: [String: String], paths: Paths, onScreen: Bool = false
  ) async throws(ConfigurationProblem) -> AccessToken {
    let (timeout, profile) = (settings.timeout, profile)
    switch token {
    case .value(let token): return token
    case .stored(.file(let path)):
      return try await BlockingWork.run { () throws(ConfigurationProblem) in
        try TokenFile(path, paths: paths, environment: environment, profile: profile)
          .read(pipeWait: min(TokenFile.pipeWait, .seconds(timeout)))
      }
    case .stored(.command(let words)):
      return try await BlockingWork.run { () throws(ConfigurationProblem) in
        let passOn = onScreen ? nil : CommandMessages.toStandardError
        let command = TokenCommand(words: words, environment: environment, timeoutSeconds: timeout, passOn: passOn)
        return try command.run()
      }
    }
  }

  /// Reads the token's place again after a 401. Nil for a token that stands in a variable.
  func tokenReader(environment: [String: String], paths: Paths, onScreen: Bool) -> TokenReader? {
    switch token {
    case .value: nil
    case .stored(.file(let path)):
      { await BlockingWork.run { TokenFile(path, paths: paths, environment: environment).readAgain() } }
    case .stored(.command):
      { try? await accessToken(environment: environment, paths: paths, onScreen: onScreen) }
    }
  }

  /// The connection for the client, with the proxy of the environment.
  func connection(
    environment: [String: String], paths: Paths, onScreen: Bool = false
  ) async throws(ConfigurationProblem) -> APIConnection {
    let proxy: Proxy?
    do {
      proxy = try ProxySettings.proxy(for: baseURL, environment: environment)
    } catch {
      throw .variable("The proxy setting", problem: error.sentence)
    }
    return APIConnection(
      baseURL: baseURL, token: try await accessToken(environment: environment, paths: paths, onScreen: onScreen),
      timeout: .seconds(settings.timeout), proxy: proxy,
      authorities: TrustedAuthorities(extraFile: settings.caFile, environment: environment))
  }
}
