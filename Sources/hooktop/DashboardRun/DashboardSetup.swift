/// Everything the dashboard starts from.
struct DashboardSetup: Sendable {
  /// The client, the profile, the config with its theme, the paths, the clock and the log.
  var account: Account
  /// Marked on every screen.
  var isDemo: Bool
}
