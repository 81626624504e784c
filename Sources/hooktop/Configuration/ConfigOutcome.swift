import Dashboard

/// What came of changing keys of the config.
struct ConfigOutcome: Equatable {
  struct Refusal: Equatable {
    var change: ConfigChange
    var problem: ConfigurationProblem
  }

  /// What the file says now.
  var saved: [ConfigChange] = []
  var refused: [Refusal] = []
  /// There was none before.
  var isNewFile = false
}
