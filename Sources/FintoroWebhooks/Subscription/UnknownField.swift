/// A field of a subscription that this version does not know, as it came.
///
/// An update replaces everything (contract: no PATCH), so what was not sent back would be lost.
public struct UnknownField: Hashable, Sendable {
  public var name: String
  /// Compact JSON.
  public var json: String

  public init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}
