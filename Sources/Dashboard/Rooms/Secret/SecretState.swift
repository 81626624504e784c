public import FintoroWebhooks
public import TerminalUI
public import Foundation

/// The one-time secret in its dialog. Dropped with it.
public struct SecretState: Equatable, Sendable {
  public enum Custody: Equatable, Sendable {
    /// Written and synced to this file before anything was drawn.
    case saved(path: String)
    /// Nothing holds it but this screen.
    case notSaved(problem: String)
  }

  public enum Button: Int, CaseIterable, Sendable {
    case done, saveCopy, hide, copy
  }

  public let subscription: Subscription
  public let secret: SigningSecret
  public var custody: Custody
  public var focus: Button
  public var isHidden = false
  /// Where another copy goes, while it is typed.
  public var copyField: TextField?
  /// What is typed to close a dialog whose secret is not saved.
  public var wordField: TextField
  /// What the last button did.
  public var note: SecretNote?
  /// When the old secret died, by the server's clock; nil for a subscription's first.
  public let rotatedAt: Date?
  /// Keys typed ahead do not count: none closes the dialog before this.
  public internal(set) var keysCountFrom: Date

  /// Closes the dialog although the secret is lost with it.
  public static let word = "discard"
  /// Seconds for which keys that were typed ahead are passed over.
  static let grace = 0.7

  public init(
    _ subscription: Subscription, _ secret: SigningSecret, _ custody: Custody, shownAt now: Date, rotatedAt: Date? = nil
  ) {
    self.subscription = subscription
    self.secret = secret
    self.custody = custody
    self.rotatedAt = rotatedAt
    keysCountFrom = now.addingTimeInterval(Self.grace)
    wordField = TextField(limit: 20)
    focus = if case .saved = custody { .done } else { .saveCopy }
  }

  /// On the screen only now: what was typed until then does not count.
  mutating func appear(at now: Date) { keysCountFrom = now.addingTimeInterval(Self.grace) }

  public var isSaved: Bool { if case .saved = custody { true } else { false } }

  var context: Context {
    copyField != nil ? .secretCopy : focus == .done && !isSaved ? .unsavedSecret : .secret
  }
}

/// What came of a button of the secret's dialog.
public enum SecretNote: Equatable, Sendable {
  case good(String)
  case bad(String)
}
