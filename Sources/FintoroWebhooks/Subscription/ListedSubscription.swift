/// One element of the list as it was received: one that cannot be read does not hide the others.
public enum ListedSubscription: Hashable, Sendable {
  case readable(Subscription)
  case unreadable(UnreadableSubscription)
}

/// An element of the list without a readable `id`, `url` or `isActive`.
public struct UnreadableSubscription: Hashable, Sendable {
  /// Its place in the list, from 0.
  public var position: Int
  /// Its id, where that at least could be read.
  public var id: Int?
  /// What could not be read, such as ``"`url` is missing"``.
  public var problem: String

  public init(position: Int, id: Int?, problem: String) {
    self.position = position
    self.id = id
    self.problem = problem
  }
}
