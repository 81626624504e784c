public import FintoroWebhooks
import Foundation

/// The contents of a form that was not sent yet. It survives a crash and never contains a secret.
public struct Draft: Equatable, Sendable {
  /// The edited subscription as it was read; nil for a new one.
  public var edited: Edited?
  /// As typed, valid or not.
  public var name: String
  public var url: String
  public var isActive: Bool
  public var events: [EventType]
  /// Nil while the path follows the name.
  public var secretPath: String?

  public struct Edited: Equatable, Sendable {
    public var id: Int
    public var base: SubscriptionInput

    public init(id: Int, base: SubscriptionInput) {
      self.id = id
      self.base = base
    }
  }

  public init(
    edited: Edited? = nil, name: String, url: String, isActive: Bool, events: [EventType], secretPath: String? = nil
  ) {
    self.edited = edited
    self.name = name
    self.url = url
    self.isActive = isActive
    self.events = events
    self.secretPath = secretPath
  }
}

extension Draft {
  /// What a form with it would send.
  public var input: SubscriptionInput { FormRoom(self).input }

  /// The subscription as it is known to Fintoro, or what was typed for a new one.
  var label: String {
    let (name, url) = edited.map { ($0.base.name ?? "", $0.base.url) } ?? (name, url)
    return name.isEmpty ? url : name
  }

  /// What it is a draft of, for sentences.
  var subject: String {
    let label = name.isEmpty ? url : name
    return edited.map { "subscription \($0.id) (\(label))" } ?? "a new subscription (\(label))"
  }
}

/// All drafts of one account.
public struct Drafts: Equatable, Sendable {
  public var new: Draft?
  /// By id.
  public var edits: [Draft]

  public init(new: Draft? = nil, edits: [Draft] = []) {
    self.new = new
    self.edits = edits
  }

  public var isEmpty: Bool { new == nil && edits.isEmpty }
}

/// The state of saving drafts to disk.
public struct DraftSync: Equatable, Sendable {
  /// The drafts on disk; nil until they are known, and if drafts cannot be saved at all.
  var saved: Drafts?
  /// The drafts being written.
  var writing: Drafts?
  /// Subscriptions whose draft is not on disk because another hooktop keeps one; nil stands for the new subscription.
  var foreign: Set<Int?> = []
  /// Since when the drafts have differed from the disk.
  var changedAt: Date?

  /// Seconds between two writes while a person types.
  static let writeInterval = 1.0
}
