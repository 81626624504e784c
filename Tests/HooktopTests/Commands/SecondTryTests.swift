import FintoroAPI
import FintoroWebhooks
import Testing

@testable import hooktop

@Suite("The second try of a read")
struct SecondTryTests {
  private func wait(_ kind: Failure.Kind, left: Double = 20, asked: Double? = nil) -> Duration? {
    SecondTry.wait(after: Failure(kind), left: .seconds(left), asked: asked.map { .seconds($0) }, random: 0.5)
  }

  @Test("Only what may have been an accident is tried again")
  func kinds() {
    for kind: Failure.Kind in [.connectionLost, .server, .timedOut(seconds: 10)] { #expect(wait(kind) == .seconds(1)) }
    for kind: Failure.Kind in [.unauthenticated, .notFound, .rateLimited, .unreadable(problem: "x"), .cancelled] {
      #expect(wait(kind) == nil)
    }
  }

  @Test("It fits into the time limit, or there is none")
  func time() {
    #expect(wait(.server, left: 0.4) == nil)
    #expect(wait(.server, left: 2) == .seconds(0.5))
    #expect(wait(.server, asked: 8) == .seconds(8))
    #expect(wait(.server, asked: 11) == nil)
  }
}
