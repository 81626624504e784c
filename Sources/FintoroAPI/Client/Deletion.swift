/// The answer to delete: the subscription is gone. A subscription that was not there is the failure `notFound`.
public struct Deletion: Hashable, Sendable {
  public init() {}
}
