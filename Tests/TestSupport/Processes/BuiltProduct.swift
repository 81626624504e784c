// What tests need of the outside: built programs, real terminals, files of expected screens.
//
// Invariant: knows nothing of the product but the name that a test gives, and decides nothing about it.

import Foundation

/// The programs that were built together with the tests.
public enum BuiltProduct {
  /// Where the program of that name lies: beside the program that runs the tests.
  public static func path(_ name: String) -> String {
    let runner = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return runner.deletingLastPathComponent().appendingPathComponent(name).path
  }
}
