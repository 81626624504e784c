import Foundation
import TestsAtOnce

/// The environment that programs get in tests: nothing of the developer's own but where programs lie.
public enum TestEnvironment {
  /// How many tests of this process run at once, at most; nil where nothing bounds them.
  public static var testsAtOnce: Int? {
    ProcessInfo.processInfo.environment[TESTS_AT_ONCE_VARIABLE].flatMap { Int($0) }
  }

  /// - Parameter added: wins over what is there.
  public static func variables(_ added: [String: String] = [:]) -> [String: String] {
    let own = ProcessInfo.processInfo.environment
    var variables = ["LANG": "C.UTF-8", "TZ": "UTC"]
    for name in ["PATH", "LD_LIBRARY_PATH"] { variables[name] = own[name] }
    return variables.merging(added) { $1 }
  }
}
