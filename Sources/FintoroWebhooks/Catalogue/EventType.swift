/// The type of a domain event, such as `invoices.paid`.
///
/// Contract: new types appear over time, so any text is a type; `isKnown` says whether this version has it in its table.
public struct EventType: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  public var description: String { rawValue }

  /// The part before the last dot: the resource's plural, `invoices` in `invoices.paid`; the whole text without a dot.
  public var resource: Substring {
    rawValue.lastIndex(of: ".").map { rawValue[..<$0] } ?? rawValue[...]
  }

  /// The part after the last dot, `paid` in `invoices.paid`; empty without a dot.
  public var verb: Substring {
    rawValue.lastIndex(of: ".").map { rawValue[rawValue.index(after: $0)...] } ?? ""
  }

  /// Whether the catalogue of this version lists the type.
  public var isKnown: Bool { EventCatalogue.contains(self) }

  public static func < (left: EventType, right: EventType) -> Bool { left.rawValue < right.rawValue }
}
