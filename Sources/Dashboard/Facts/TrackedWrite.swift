public import FintoroWebhooks
public import Foundation

/// A change under way, of one subscription or of one pending create.
public struct TrackedWrite: Equatable, Sendable {
  public enum Kind: Equatable, Sendable {
    case save, disable, enable, delete, rotate, adopt, forget
  }

  public enum Subject: Hashable, Sendable {
    case subscription(Int)
    case pendingCreate(IdempotencyKey)
  }

  public let subject: Subject
  public let kind: Kind
  /// The subscription's name for sentences.
  public let label: String
  public var since: Date
  /// What undoes it; nil for what cannot be undone.
  public internal(set) var reversal: Reversal?

  init(subject: Subject, kind: Kind, label: String, since: Date) {
    (self.subject, self.kind, self.label, self.since) = (subject, kind, label, since)
  }

  /// Whether its answer contains a secret that cannot be recovered; leaving waits for that.
  var bringsSecret: Bool { kind == .rotate || kind == .adopt }

  /// What is happening, in a few words.
  func progress(at now: Date) -> String {
    let age = now.timeIntervalSince(since)
    return "\(Self.doing(kind)) \(label)…" + (age < 2 ? "" : " \(TimeText.duration(age)).")
  }

  private static func doing(_ kind: Kind) -> String {
    switch kind {
    case .save: "Saving"
    case .disable: "Disabling"
    case .enable: "Enabling"
    case .delete: "Deleting"
    case .rotate: "Rotating the secret of"
    case .adopt: "Adopting"
    case .forget: "Forgetting"
    }
  }
}

/// The result of reading a subscription again before it is changed.
public enum ReadResult: Equatable, Sendable {
  case read(Subscription)
  case failed(Failure)
}
