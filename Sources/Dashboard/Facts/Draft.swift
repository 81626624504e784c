public import FintoroWebhooks
import Foundation

/// What was typed into a form and not sent yet. It survives a crash; no secret is ever in it.
public struct Draft: Equatable, Sendable {
  /// The subscription that is edited, as it was read; nil for a new one.
  public var edited: Edited?
  /// As typed, right or wrong.
  public var name: String
  public var url: String
  public var isActive: Bool
  public var events: [EventType]
  /// Nil as long as the path follows the name.
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
  /// What it is a draft of, in a sentence.
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

/// How far the drafts on the disk are behind.
public struct DraftKeeping: Equatable, Sendable {
  /// What the disk has; nil until that is known, and when drafts cannot be kept at all.
  var saved: Drafts?
  /// What is being written.
  var writing: Drafts?
  /// Where another hooktop keeps a draft and this board's is therefore not on the disk; nil is the new one.
  var foreign: Set<Int?> = []
  /// Since when what is typed differs from the disk.
  var changedAt: Date?

  /// Seconds between two writes while one types.
  static let pause = 1.0
}
