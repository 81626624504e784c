import Synchronization
import Testing

/// Counts terminals, one an ending and a place, and which of them were left broken.
final class EndingFigures: Sendable {
  /// Of this run of the tests.
  static let shared = EndingFigures()

  /// What was tried, and whether the terminal was given back.
  private let tried = Mutex<[String: Bool]>([:])

  func begin(_ ending: Ending, in place: Place) { tried.withLock { $0[Self.name(ending, place)] = false } }

  func end(_ ending: Ending, in place: Place) { tried.withLock { $0[Self.name(ending, place)] = true } }

  /// The figure, and below it what was left broken.
  var text: String? {
    let tried = tried.withLock { $0 }
    guard !tried.isEmpty else { return nil }
    let broken = tried.filter { !$0.value }.keys.sorted()
    return (["endings x screens: \(tried.count), terminals left broken: \(broken.count)"] + broken)
      .joined(separator: "\n")
  }

  private static func name(_ ending: Ending, _ place: Place) -> String {
    "\(ending.testDescription) in \(place.testDescription)"
  }
}

/// Prints the figure once all endings are over.
struct EndingFiguresTrait: SuiteTrait, TestScoping {
  @concurrent
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await function()
    if let text = EndingFigures.shared.text { print(text) }
  }
}

extension Trait where Self == EndingFiguresTrait {
  static var endingFigures: Self { Self() }
}
