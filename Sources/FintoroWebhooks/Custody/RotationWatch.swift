public import Foundation

/// Whether deliveries are accepted again after a rotation, as far as two timestamps can say.
///
/// By the server's clock alone: the rotation's time is the `Date` of its answer.
public struct RotationWatch: Hashable, Sendable {
  public enum Verdict: Hashable, Sendable {
    /// A success is later than the rotation.
    case accepted(at: Date)
    /// No success is later; `failedAt` is a failure that is.
    case noneYet(failedAt: Date?)
  }

  public let rotatedAt: Date
  public let verdict: Verdict

  public init(rotatedAt: Date, _ subscription: Subscription) {
    self.rotatedAt = rotatedAt
    if let success = subscription.lastSuccessAt.date, success > rotatedAt {
      verdict = .accepted(at: success)
    } else {
      verdict = .noneYet(failedAt: subscription.lastFailureAt.date.flatMap { $0 > rotatedAt ? $0 : nil })
    }
  }

  /// The earliest time at which an event after the rotation can be lost: when its last attempt begins (contract: 5
  /// attempts), because a refusal takes no time.
  public var firstLossPossibleAt: Date {
    rotatedAt.addingTimeInterval(Double(DeliverySchedule.attemptOffsets.last ?? 0))
  }

  public var isSettled: Bool { if case .accepted = verdict { true } else { false } }

  /// The verdict as a sentence.
  public func sentence(now: Date, in zone: LocalZone) -> String {
    switch verdict {
    case .accepted(let date):
      return "A delivery was accepted after the rotation, \(TimeText.exact(date, in: zone)). An endpoint that never "
        + "checks signatures accepts too."
    case .noneYet(let failedAt):
      let failed = failedAt.map { "; one was refused at \(TimeText.exact($0, in: zone))" } ?? ""
      let verb = now < firstLossPossibleAt ? "is" : "was"
      return "No delivery was accepted since the rotation at \(TimeText.exact(rotatedAt, in: zone))\(failed). "
        + "Is the new secret in your endpoint? The first loss \(verb) possible at "
        + "\(TimeText.exact(firstLossPossibleAt, in: zone))."
    }
  }
}
