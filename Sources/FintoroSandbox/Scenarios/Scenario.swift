/// What a sandbox is like when it starts, and what goes on in it.
public struct Scenario: Hashable, Sendable {
  /// What the companies have. Of two with one id the first counts.
  public var subscriptions: [SubscriptionSeed]
  /// Which events happen by themselves, and how receivers take deliveries.
  public var script: DeliveryScript
  /// What goes wrong with requests from the start.
  public var faults: [Fault]
  /// How the server behaves where the contract is silent.
  public var assumptions: Assumptions
  /// Which endpoint URLs it takes.
  public var endpoints: EndpointPolicy

  public init(
    subscriptions: [SubscriptionSeed] = [], script: DeliveryScript = .quiet, faults: [Fault] = [],
    assumptions: Assumptions = Assumptions(), endpoints: EndpointPolicy = EndpointPolicy()
  ) {
    self.subscriptions = subscriptions
    self.script = script
    self.faults = faults
    self.assumptions = assumptions
    self.endpoints = endpoints
  }

  /// The same with other assumptions: `.demo.assuming { $0.readTokenLists = true }`.
  public func assuming(_ change: (inout Assumptions) -> Void) -> Scenario {
    var scenario = self
    change(&scenario.assumptions)
    return scenario
  }
}
