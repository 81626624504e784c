/// Whose history it is: profiles of one company share it, and a renamed profile loses nothing.
public struct CompanyKey: Hashable, Sendable {
  /// Scheme, host and port of the base URL.
  public var origin: String
  public var companyID: Int
  /// Whether the origin is this machine: a sandbox, whose history is kept for a day.
  public var isLoopback: Bool

  public init(origin: String, companyID: Int, isLoopback: Bool = false) {
    self.origin = origin
    self.companyID = companyID
    self.isLoopback = isLoopback
  }
}
