public import struct Foundation.Date

/// What to fetch again after an outage: the window and, for each resource that the subscription's events name, what to
/// look for. Fintoro replays nothing, so this list is the way back.
public struct BackfillSheet: Hashable, Sendable {
  /// The records of one resource.
  public struct Step: Hashable, Sendable, Identifiable {
    /// The event prefix, such as `invoices`: what the list call is looked up by.
    public var resource: String
    /// The `resource.type` of deliveries; nil for a resource that this version does not know.
    public var resourceType: String?
    /// What the subscription would have been told of.
    public var verbs: [String]

    public var id: String { resource }
  }

  public var subscription: Subscription
  public var state: HealthState
  public var window: BackfillWindow
  /// Empty where there is no gap.
  public var steps: [Step]
  /// Where the API is: the list calls stand below it.
  public var baseURL: String
  /// When the answer that all this was taken from was here.
  public var asOf: Date

  public init(
    _ assessed: AssessedSubscription, at time: ServerTime, asOf: Date, baseURL: String, watchedSuccess: Date? = nil
  ) {
    subscription = assessed.subscription
    state = assessed.health.state
    window = BackfillWindow(assessed, at: time, watchedSuccess: watchedSuccess)
    self.baseURL = baseURL
    self.asOf = asOf
    let types = Dictionary(EventCatalogue.resources.map { ($0.id, $0.resourceType) }) { first, _ in first }
    let events = window.basis == .noGap ? [] : assessed.subscription.subscribedEvents
    steps = EventSummary.of(events).map { summary in
      Step(resource: summary.resource, resourceType: types[summary.resource], verbs: summary.verbs)
    }
  }
}
