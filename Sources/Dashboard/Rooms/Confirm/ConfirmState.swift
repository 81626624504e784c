public import FintoroWebhooks
public import TerminalUI

/// Something that cannot be undone, asked for by typing what it is done to.
public struct ConfirmState: Equatable, Sendable {
  public enum DangerousChange: Equatable, Sendable {
    case delete(Subscription)
    case rotate(Subscription)
    /// A pending create is settled by rotating the subscription that it made.
    case adopt(FoundCreate, Subscription)
    case forget(FoundCreate)
  }

  public enum Field: Equatable, Sendable {
    case word, secret
  }

  public let deed: DangerousChange
  /// What is typed to mean it.
  public var word = TextField(limit: 400)
  public var secretPath = TextField(limit: 4_096)
  /// Once a person has edited the path it is not proposed anew.
  public var isSecretPathOwn = false
  /// The newest word on the path; nil while it is being found out.
  public var secretCheck: SecretFileCheck?
  public var focus = Field.word
  /// What the last try came to, or what is wrong with what was typed.
  public var problem: String?
  public var isSending = false
  /// Where Esc goes back to.
  public var opener: PendingRoom?

  public init(_ deed: DangerousChange) {
    self.deed = deed
  }

  /// Whether a new secret goes to a file that is chosen here. An adopted one goes to the create's own.
  public var hasSecretPath: Bool { if case .rotate = deed { true } else { false } }

  var subscription: Subscription? {
    switch deed {
    case .delete(let subscription), .rotate(let subscription), .adopt(_, let subscription): subscription
    case .forget: nil
    }
  }

  var subject: TrackedWrite.Subject {
    switch deed {
    case .delete(let subscription), .rotate(let subscription): .subscription(subscription.id)
    case .adopt(let create, _), .forget(let create): .pendingCreate(create.key)
    }
  }

  var write: TrackedWrite.Kind {
    switch deed {
    case .delete: .delete
    case .rotate: .rotate
    case .adopt: .adopt
    case .forget: .forget
    }
  }

  var label: String {
    switch deed {
    case .delete(let subscription), .rotate(let subscription), .adopt(_, let subscription): subscription.displayName
    case .forget(let create): create.label
    }
  }

  /// What may be typed: the name, or the id (of a create the beginning of its key), which everybody can type.
  var words: [String] {
    switch deed {
    case .delete(let subscription), .rotate(let subscription), .adopt(_, let subscription):
      [subscription.displayName, String(subscription.id)]
    case .forget(let create): [create.label, String(create.key.rawValue.prefix(8))]
    }
  }

  var isConfirmed: Bool { words.contains(word.text.trimmingBlanks) }
}
