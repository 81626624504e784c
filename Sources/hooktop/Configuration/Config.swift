import Dashboard
import FintoroAPI
import TerminalUI

/// `config.toml` as values, whole or not at all.
struct Config: Equatable, Sendable {
  /// Used when neither `--profile` nor `HOOKTOP_PROFILE` names one.
  var defaultProfile: String?
  /// The name of a theme.
  var theme: String?
  /// What is chosen for all profiles.
  var preferences = Preferences()
  var look = BoardLook()
  /// By name.
  var profiles: [Profile]

  static let empty = Config(defaultProfile: nil, theme: nil, profiles: [])

  func profile(named name: String) -> Profile? {
    profiles.first { $0.name == name }
  }

  /// One account: where it is, and where its token comes from.
  struct Profile: Equatable, Sendable {
    var name: String
    var baseURL: BaseURL
    var token: TokenSource
    /// A PEM file with a further certificate authority to trust.
    var caFile: String?
    /// What the dashboard wears while it shows this account.
    var color: Color?
    /// Whether mistakes here are dear; marked on every screen.
    var isDanger = false
    /// Nothing is written with it.
    var isReadOnly = false
    /// Days after which single subscriptions are quiet, by id.
    var quietDays: [Int: Int] = [:]
  }
}

/// Where a token is kept. Never the token itself.
enum TokenSource: Equatable, Sendable {
  /// A file of the user's that nobody else can read; its first line.
  case file(String)
  /// A program and its arguments, run without a shell; its first line.
  case command([String])
}

/// Why hooktop cannot know where to connect and as whom. One sentence each: what, where, what was expected.
enum ConfigurationProblem: Error, Equatable {
  /// Neither environment nor config names an account.
  case nothingConfigured
  /// The config file as a whole, or one key of it.
  case config(path: String, line: Int?, key: String?, problem: String)
  /// A variable with a value that cannot be used.
  case variable(String, problem: String)
  /// Base URL and token would come from two places.
  case mixture(String)
  /// No profile of this name, or none to choose.
  case profile(String)
  /// The token could not be read.
  case token(String)

  var sentence: String {
    switch self {
    case .nothingConfigured: Self.firstSteps
    case .config(let path, let line, let key, let problem):
      "\(path)\(line.map { ", line \($0)" } ?? "")\(key.map { ", \($0)" } ?? ""): \(problem)."
    case .variable(let name, let problem): "\(name) \(problem)."
    case .mixture(let sentence), .profile(let sentence), .token(let sentence): sentence
    }
  }

  private static let firstSteps = """
    hooktop does not know your Fintoro account yet.
      hooktop setup     asks for an API token, checks it and keeps it in a file that only you can read
      hooktop --demo    shows everything with made-up data, without an account and without the network
    Tokens are made in Fintoro under Integrations → API; creating subscriptions needs the write scope.
    For scripts, set HOOKTOP_TOKEN_FILE (or HOOKTOP_TOKEN) instead; hooktop --help has the rest.
    """
}
