import TestSupport

@testable import hooktop

extension Paths {
  /// The standard places of a user.
  init(home: String) {
    self.init(home: home, allUnder: home)
    (config, data) = (home + "/.config/hooktop", home + "/.local/share/hooktop")
    (state, cache) = (home + "/.local/state/hooktop", home + "/.cache/hooktop")
  }
}

extension TemporaryFolder {
  /// The program's own places, all below the folder.
  var paths: Paths { Paths(home: path, allUnder: path) }
}
