import FintoroWebhooks
import Foundation
import Testing

@Suite("The server's clock")
struct ServerTimeTests {
  @Test(
    "An answer's Date moves now by the measured skew, ahead or behind", arguments: [-7_200.0, -300, -2, 2, 45, 7_200])
  func skew(_ seconds: Double) {
    let time = ServerTime(local: now + 10, answer: AnswerContext(receivedAt: now, serverDate: now + seconds))
    #expect(time.skew == seconds)
    #expect(time.now == now + 10 + seconds)
  }

  @Test(
    "Less than two seconds are the way here and the header's rounding, no skew", arguments: [-1.4, -1, 0, 0.7, 1, 1.4])
  func rounding(_ seconds: Double) {
    let time = ServerTime(local: now, answer: AnswerContext(receivedAt: now, serverDate: now + seconds))
    #expect(time.skew == 0)
    #expect(time.now == now)
  }

  @Test(
    "An answer that took long proves only the skew that its whole way cannot explain",
    arguments: [(0.0, 0.0), (-3_600, 0), (-7_200, 0), (-7_500, -300), (60, 60), (-7_199, 0)])
  func longWay(date: Double, skew: Double) {
    // Asked two hours ago: a machine that slept, or an answer that dribbled in.
    let answer = AnswerContext(receivedAt: now, askedAt: now - 7_200, serverDate: now + date)
    #expect(ServerTime(local: now, answer: answer).skew == skew)
  }

  @Test("Fractions of a second are not told as skew")
  func wholeSeconds() {
    let time = ServerTime(local: now, answer: AnswerContext(receivedAt: now + 0.3, serverDate: now + 60))
    #expect(time.skew == 60)
  }

  @Test("Without a Date the skew is unknown and this machine's clock is used")
  func unknown() {
    let time = ServerTime(local: now, answer: AnswerContext(receivedAt: now - 60))
    #expect(time.skew == nil)
    #expect(time.now == now)
  }
}
