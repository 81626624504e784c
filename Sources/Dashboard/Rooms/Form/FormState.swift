public import FintoroWebhooks
public import TerminalUI

/// A subscription being filled in: a new one, or one that is edited.
public struct FormState: Equatable, Sendable {
  public enum Field: Int, CaseIterable, Comparable, Sendable {
    case name, url, active, events, secret, create, cancel

    public static func < (left: Field, right: Field) -> Bool { left.rawValue < right.rawValue }
  }

  public var name = TextField(limit: 10_000)
  public var url = TextField("https://", limit: 4_096)
  public var isActive = true
  public var events: [EventType] = []
  /// The event types that hooktop chose for it; nobody misses them.
  var proposedEvents: [EventType] = []
  public var secretPath = TextField(limit: 4_096)
  /// Once a person has edited the path it no longer follows the name.
  public var isSecretPathOwn = false
  /// The newest word on the path; nil while it is being found out.
  public var secretCheck: SecretFileCheck?
  public var focus = Field.name
  /// Fields that were left once, or all after a try to create: what is missing is said only there.
  public var visited: Set<Field> = []
  /// The server's texts on the fields they name, until the field changes.
  public var refusals: [Field: [String]] = [:]
  /// What was refused without naming a field.
  public var problem: String?
  /// Create was pressed while the secret's file was still looked at: it goes on by itself when that is known.
  public internal(set) var awaitsCheck = false
  /// The create that this form waits for.
  public var createNumber: Int?
  public var picker: PickerState?
  /// The company where it was asked for, when that is another one: leaving goes back there.
  public internal(set) var origin: CompanyState.ID?
  /// The subscription that is edited; nil for a new one.
  public internal(set) var editing: Editing?

  public init() {}

  public var isSending: Bool { createNumber != nil }

  /// What would be sent.
  public var input: SubscriptionInput {
    let trimmed = name.text.trimmingBlanks
    return untouched(
      SubscriptionInput(
        name: trimmed.isEmpty ? nil : trimmed, url: url.text.trimmingBlanks, isActive: isActive,
        subscribedEvents: EventCatalogue.sorted(events)))
  }

  /// Whether anything was filled in that would be missed.
  public var isWorthKeeping: Bool {
    if editing != nil { return !changes.isEmpty }
    let hasChosenEvents = !events.isEmpty && events != proposedEvents
    return !name.text.isEmpty || !["", "https://"].contains(url.text) || hasChosenEvents || isSecretPathOwn
  }
}

extension String {
  var trimmingBlanks: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
