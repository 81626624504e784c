public import FintoroWebhooks
public import Foundation

/// A create that is under way or waits for its next try.
public struct TrackedCreate: Equatable, Sendable, Identifiable {
  public enum Phase: Equatable, Sendable {
    /// Its form is being saved as a draft; nothing is sent before that.
    case savingDraft(since: Date)
    case sending(since: Date)
    /// It is in the journal, and the same bytes will be sent again.
    case waiting(until: Date, Failure)
  }

  /// Identifies the create within one run.
  public let id: Int
  /// The subscription's name, else its host.
  public let label: String
  /// What the form asked for; nil for a create that was found in the journal.
  public var request: NewCreate?
  /// Known once it is in the journal.
  public var key: IdempotencyKey?
  public var phase: Phase
  public var failures = 0
  /// Whether a try ended without saying if it worked. A create left by an earlier run counts as such.
  public var isInDoubt = false

  /// When the next try is due; nil while a try is under way.
  var retryAt: Date? {
    if case .waiting(let until, _) = phase { until } else { nil }
  }

  /// What is happening, in one line.
  func progress(at now: Date) -> String {
    switch phase {
    case .savingDraft(let since), .sending(let since):
      let age = now.timeIntervalSince(since)
      return "Creating \(label)…" + (age < 2 ? "" : " \(TimeText.duration(age)).")
    case .waiting(let until, let failure):
      let wait = TimeText.duration(max(0, until.timeIntervalSince(now).rounded(.up)))
      if failure.kind == .inWork {
        return "Fintoro is still processing the create of \(label). Next try in \(wait)."
      }
      let state = isInDoubt ? "maybe created" : "not created yet"
      return "\(label) \(state): \(failure.shortReason). Next try in \(wait)."
    }
  }
}

/// What a form asks to create.
public struct NewCreate: Equatable, Sendable {
  public let input: SubscriptionInput
  public let secretPath: String
  /// The form as it was. It stays on disk until the journal has the create.
  public let draft: Draft
}
