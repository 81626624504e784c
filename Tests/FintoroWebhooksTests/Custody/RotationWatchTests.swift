import FintoroWebhooks
import Foundation
import Testing

@Suite("Whether deliveries are accepted after a rotation")
struct RotationWatchTests {
  static let rotatedAt = Date(timeIntervalSince1970: 1_800_000_000)

  static func watch(success: Double?, failure: Double?) -> RotationWatch {
    func at(_ seconds: Double?) -> Timestamp { seconds.map { Timestamp(rotatedAt.addingTimeInterval($0)) } ?? .never }
    return RotationWatch(
      rotatedAt: rotatedAt,
      Subscription(
        id: 1, url: "https://a.sk", subscribedEvents: [], lastSuccessAt: at(success), lastFailureAt: at(failure)))
  }

  @Test(
    "Only a success later than the rotation counts; one in its very second may be from before",
    arguments: [
      (nil, nil, .noneYet(failedAt: nil)), (-1, nil, .noneYet(failedAt: nil)), (0, nil, .noneYet(failedAt: nil)),
      (1, nil, .accepted(at: rotatedAt.addingTimeInterval(1))),
      (1, 5, .accepted(at: rotatedAt.addingTimeInterval(1))),
      (-9, -5, .noneYet(failedAt: nil)), (-9, 5, .noneYet(failedAt: rotatedAt.addingTimeInterval(5))),
    ] as [(Double?, Double?, RotationWatch.Verdict)])
  func verdict(success: Double?, failure: Double?, verdict: RotationWatch.Verdict) {
    #expect(Self.watch(success: success, failure: failure).verdict == verdict)
  }

  @Test("The first loss is possible when the last of five attempts, all refused at once, begins: 3 h 05 min 10 s")
  func firstLoss() {
    let watch = Self.watch(success: nil, failure: nil)
    #expect(watch.firstLossPossibleAt?.timeIntervalSince(Self.rotatedAt) == 11_110)
    #expect(!watch.isSettled)
    let text = watch.sentence(now: Self.rotatedAt, in: .gmt)
    #expect(text == "Rotated 08:00, no success since. Is the new secret in your endpoint? Deadline 11:05.")
    let later = watch.sentence(now: Self.rotatedAt.addingTimeInterval(20_000), in: .gmt)
    #expect(later.contains("Losses are possible since 11:05."))
  }

  @Test(
    "Where deliveries fail already, losses are possible earlier, so that no second moment is named",
    arguments: [(nil, -5), (-9, -5), (-5, -5), (-9, 5)] as [(Double?, Double?)])
  func failing(success: Double?, failure: Double?) {
    let watch = Self.watch(success: success, failure: failure)
    #expect(watch.firstLossPossibleAt == nil)
    let text = watch.sentence(now: Self.rotatedAt, in: .gmt)
    #expect(text.hasPrefix("Rotated 08:00, no success since"))
    #expect(text.hasSuffix("Is the new secret in your endpoint?"))
    #expect(watch.instruction { _ in "never" } == "Put it into your endpoint now: deliveries fail already.")
  }

  @Test("An accepted delivery is told with the doubt that a receiver that never verifies accepts too")
  func accepted() {
    let watch = Self.watch(success: 60, failure: nil)
    #expect(watch.isSettled)
    #expect(watch.sentence(now: Self.rotatedAt, in: .gmt).contains("never checks signatures accepts too"))
  }
}
