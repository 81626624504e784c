import Synchronization
import TestSupport
import Testing

@Suite("Tests at once")
struct TestsAtOnceTests {
  private static let running = Atomic(0)

  @Test("No more run than the bound, which is there however they were started", arguments: 0..<64)
  func bounded(number: Int) async throws {
    let bound = try #require(TestEnvironment.testsAtOnce)
    Self.running.add(1, ordering: .relaxed)
    defer { Self.running.subtract(1, ordering: .relaxed) }
    for _ in 0..<10 { await Task.yield() }
    #expect(Self.running.load(ordering: .relaxed) <= bound)
  }
}
