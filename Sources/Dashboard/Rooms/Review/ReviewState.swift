public import FintoroWebhooks
public import TerminalUI

/// What an edit will change, before anything is sent.
public struct ReviewState: Equatable, Sendable {
  public enum Purpose: Equatable, Sendable {
    /// Of the form.
    case save
    case pause, resume

    var write: TrackedWrite.Kind {
      switch self {
      case .save: .save
      case .pause: .pause
      case .resume: .resume
      }
    }
  }

  public let purpose: Purpose
  /// As it was read last.
  public let subscription: Subscription
  public let wanted: SubscriptionInput
  /// What somebody else changed while one was asked: it stays as it is now.
  public var meanwhile: [InputChange] = []
  public var isSending = false
  public var scroll = ScrollPosition()

  public init(_ purpose: Purpose, _ subscription: Subscription, wanted: SubscriptionInput) {
    self.purpose = purpose
    self.subscription = subscription
    self.wanted = wanted
  }

  /// As it was read: what the engine compares with.
  var base: SubscriptionInput { SubscriptionInput(subscription) }
  var changes: [InputChange] { InputChange.between(base, wanted) }
}

/// A subscription being read again, and what for.
public struct ReadingState: Equatable, Sendable {
  public enum Purpose: Equatable, Sendable {
    case edit, pause, resume
  }

  public let id: Int
  /// What people call it.
  public let label: String
  public let purpose: Purpose
}
