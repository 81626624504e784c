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
  /// The earliest time at which an event after the rotation can be lost: when its last attempt begins (contract: 5
  /// attempts), because a refusal takes no time. Nil where deliveries fail: then losses are possible earlier, and the
  /// retry clock says when.
  public let firstLossPossibleAt: Date?

  public init(rotatedAt: Date, _ subscription: Subscription) {
    self.rotatedAt = rotatedAt
    let (success, failure) = (subscription.lastSuccessAt.date, subscription.lastFailureAt.date)
    if let success, success > rotatedAt {
      verdict = .accepted(at: success)
    } else {
      verdict = .noneYet(failedAt: failure.flatMap { $0 > rotatedAt ? $0 : nil })
    }
    let isFailing = failure.map { $0 >= success ?? .distantPast } ?? false
    firstLossPossibleAt =
      isFailing ? nil : rotatedAt.addingTimeInterval(Double(DeliverySchedule.attemptOffsets.last ?? 0))
  }

  public var isSettled: Bool { if case .accepted = verdict { true } else { false } }

  /// The verdict as a sentence.
  public func sentence(now: Date, in zone: LocalZone) -> String {
    func minute(_ date: Date) -> String { TimeText.minute(date, at: now, in: zone) }
    switch verdict {
    case .accepted(let date):
      return "A delivery was accepted after the rotation, at \(minute(date)). An endpoint that never checks signatures "
        + "accepts too."
    case .noneYet(let failedAt):
      let failed = failedAt.map { ", a refusal at \(minute($0))" } ?? ""
      let deadline = firstLossPossibleAt.map {
        now < $0 ? " Deadline \(minute($0))." : " Losses are possible since \(minute($0))."
      }
      return "Rotated \(minute(rotatedAt)), no success since\(failed). Is the new secret in your endpoint?"
        + (deadline ?? "")
    }
  }

  /// What to do with the new secret.
  /// - Parameter time: how a time is written.
  public func instruction(_ time: (Date) -> String) -> String {
    firstLossPossibleAt.map { "Put it into your endpoint before \(time($0)), or deliveries can be lost." }
      ?? "Put it into your endpoint now: deliveries fail already."
  }
}
