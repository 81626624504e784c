/// One account on the dashboard: everything that is known of it and under way for it, looked at or not.
public struct CompanyState: Equatable, Sendable, Identifiable {
  /// The profile's name; empty for the connection that the environment gives.
  public typealias ID = String

  public let id: ID
  public internal(set) var state: State
  /// Whether it has been asked anything yet.
  public internal(set) var isStarted = false

  public init(_ state: State) {
    id = state.session.profile ?? ""
    self.state = state
  }

  /// It asks for the first time when somebody goes in or looks at the overview, and goes on by its own budget.
  mutating func start() -> [Effect] {
    guard !isStarted else { return [] }
    isStarted = true
    return state.start()
  }
}
