import TestSupport

@testable import hooktop

extension TemporaryFolder {
  /// The program's own places, all below the folder.
  var paths: Paths { Paths(home: path, allUnder: path) }
}
