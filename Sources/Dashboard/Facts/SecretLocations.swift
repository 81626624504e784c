import FintoroWebhooks
import Foundation

/// Sentences about where secrets are, and whether an endpoint works with its rotated secret.
extension World {
  /// The watch over a rotation made here; nil without a rotation, and a day after it was settled.
  func rotationWatch(_ subscription: Subscription) -> RotationWatch? {
    guard case .kept(let kept)? = custody.secrets[subscription.id].map(\.ignoringFileState), kept.origin == .rotated
    else {
      return nil
    }
    let watch = RotationWatch(rotatedAt: kept.at, subscription)
    guard case .accepted(let date) = watch.verdict else { return watch }
    return serverTime.now.timeIntervalSince(date) < Self.settledFor ? watch : nil
  }

  /// The watch as a sentence, pale once it is settled.
  func watchSentence(_ subscription: Subscription) -> Sentence? {
    rotationWatch(subscription).map { watch in
      Sentence(
        Phrase(watch.sentence(now: serverTime.now, in: zone), watch.isSettled ? .good : .warning))
    }
  }

  /// What a rotation leaves to do, for the board: an unknown outcome comes before everything else.
  func rotationSentence(_ subscription: Subscription) -> Sentence? {
    guard case .inDoubt(_, let date)? = custody.secrets[subscription.id] else { return watchSentence(subscription) }
    let when = TimeText.minute(date, at: serverTime.now, in: zone)
    return Sentence(
      Phrase("The answer to a rotate at \(when) was lost: the old secret may no longer be valid.", .urgent),
      Phrase(" Do: rotate again (R)."))
  }

  /// Where the secret is, for the detail.
  func secretSentence(_ id: Int) -> Sentence {
    guard let place = custody.secrets[id] else { return Sentence(Phrase("looking…", .muted)) }
    let emphasis: Phrase.Emphasis =
      switch place {
      case .kept: .good
      case .changed: .warning
      case .inDoubt: .urgent
      case .unknown: .muted
      }
    return Sentence(Phrase(place.sentence(in: zone) { $0 }, emphasis))
  }

  /// Seconds for which a settled watch is still shown.
  private static let settledFor = 86_400.0
}

extension SecretLocation {
  /// The same without the file's state: the watch is about the rotation, even if the file has moved.
  fileprivate var ignoringFileState: SecretLocation {
    if case .changed(let kept, _) = self { .kept(kept) } else { self }
  }
}
