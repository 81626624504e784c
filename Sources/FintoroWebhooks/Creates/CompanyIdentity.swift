/// Which company an account belongs to, as far as the API tells: `whoami` has only a name, the list only ids.
public struct CompanyIdentity: Hashable, Sendable {
  public var name: String
  public var id: Int?

  public init(name: String, id: Int?) {
    self.name = name
    self.id = id
  }

  /// A company that was renamed is still the same one; where an id is not known, the name has to do.
  public func isSame(as other: CompanyIdentity) -> Bool {
    if let id, let otherID = other.id { return id == otherID }
    return name == other.name
  }
}
