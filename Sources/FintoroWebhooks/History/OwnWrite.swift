public import struct Foundation.Date

/// A change that a hooktop made in Fintoro.
public struct OwnWrite: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case created, enabled, disabled, deleted, rotated
    /// Name, URL or events.
    case edited([InputField])
  }

  /// By the server's clock.
  public var at: Date
  /// The subscription's id.
  public var id: Int
  /// What people called it then.
  public var name: String
  public var kind: Kind

  public init(at: Date, id: Int, name: String, _ kind: Kind) {
    (self.at, self.id, self.name, self.kind) = (at, id, name, kind)
  }

  /// What an update changed: one write for `active`, one for the rest.
  public static func kinds(from before: SubscriptionInput, to after: SubscriptionInput) -> [Kind] {
    let fields = Set(InputChange.between(before, after).map(\.field))
    let edited = InputField.allCases.filter { $0 != .active && fields.contains($0) }
    return (edited.isEmpty ? [] : [.edited(edited)])
      + (fields.contains(.active) ? [after.isActive ? .enabled : .disabled] : [])
  }
}

extension OwnWrite.Kind {
  /// `edited name, URL`; what screens and commands say.
  public var words: String {
    guard case .edited(let fields) = self else { return name }
    return ([name] + [fields.map(\.label).joined(separator: ", ")]).joined(separator: " ")
  }

  /// Its name in the file and in JSON.
  public var name: String {
    switch self {
    case .created: "created"
    case .enabled: "enabled"
    case .disabled: "disabled"
    case .deleted: "deleted"
    case .rotated: "rotated"
    case .edited: "edited"
    }
  }

  /// Nil for a name that no version of hooktop writes.
  public init?(_ name: String, fields: [InputField]) {
    switch name {
    case "created": self = .created
    case "enabled": self = .enabled
    case "disabled": self = .disabled
    case "deleted": self = .deleted
    case "rotated": self = .rotated
    case "edited": self = .edited(fields)
    default: return nil
    }
  }
}
