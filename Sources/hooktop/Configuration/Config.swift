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
    var token: TokenPlace
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
enum TokenPlace: Equatable, Sendable {
  /// A file of the user's that nobody else can read; its first line.
  case file(String)
  /// A program and its arguments, run without a shell; its first line.
  case command([String])
}
