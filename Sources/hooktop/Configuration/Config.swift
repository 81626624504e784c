import Dashboard
import FintoroAPI
import FintoroWebhooks
import TerminalUI

/// The values of `config.toml`.
struct Config: Equatable, Sendable {
  /// Used when neither `--profile` nor `HOOKTOP_PROFILE` names one.
  var defaultProfile: String?
  /// The name of a theme.
  var theme: String?
  /// Settings for all profiles.
  var preferences = Preferences()
  var look = BoardLook()
  /// Whether what is seen is remembered.
  var keepsHistory = true
  /// Sorted by name.
  var profiles: [Profile]

  static let empty = Config(defaultProfile: nil, theme: nil, profiles: [])

  func profile(named name: String) -> Profile? {
    profiles.first { $0.name == name }
  }

  /// What holds for each subscription of a profile, by id.
  func limits(of name: String?) -> @Sendable (Int) -> HealthLimits {
    let own = name.flatMap(profile(named:))?.quietDays ?? [:]
    let quiet = QuietLimits(days: preferences.quietDays, daysByID: own)
    return { quiet.limits(of: $0) }
  }

  /// When people of a profile's company work.
  func calendar(of name: String?) -> WorkCalendar { name.flatMap(profile(named:))?.calendar ?? .sk }

  /// One account: its address, and where its token is.
  struct Profile: Equatable, Sendable {
    var name: String
    var baseURL: BaseURL
    var token: TokenSource
    var settings = ConnectionSettings()
    /// The color of the dashboard's badge for this account.
    var color: Color?
    /// Whether the account is marked on every screen because mistakes are costly.
    var isDanger = false
    /// Whether writing is off.
    var isReadOnly = false
    /// Days after which single subscriptions are quiet, by id.
    var quietDays: [Int: Int] = [:]
    /// When the company's people work.
    var calendar = WorkCalendar.sk
  }
}

/// Where a token is stored. Never the token itself.
enum TokenSource: Equatable, Sendable {
  /// The first line of a private file.
  case file(String)
  /// The first line of a program's output. Program and arguments, run without a shell.
  case command([String])
}

/// Why there is no usable connection. Each case has one sentence: what, where, what was expected.
enum ConfigurationProblem: Error, Equatable {
  /// Neither environment nor config names an account.
  case nothingConfigured
  /// The config file as a whole, or one key of it.
  case config(path: String, line: Int?, key: String?, problem: String)
  /// A variable with a value that cannot be used.
  case variable(String, problem: String)
  /// Base URL and token would come from two sources.
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
