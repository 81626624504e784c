import Testing

/// Prints the figures once all trials are over, and demands what was promised of them.
struct FiguresTrait: SuiteTrait, TestScoping {
  /// The promise, over all classes together.
  static let fewestCreates = 1_200

  @concurrent
  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await function()
    let figures = Figures.shared
    guard figures.count() > 0 else { return }
    print(figures.table)
    #expect(figures.secretsLost == 0)
    #expect(figures.doubles == 0)
    // Fewer where only some of the tests were asked for.
    if figures.isWhole { #expect(figures.creates >= Self.fewestCreates) }
  }
}

extension Trait where Self == FiguresTrait {
  static var figures: Self { Self() }
}
