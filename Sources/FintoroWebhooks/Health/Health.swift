public import struct Foundation.Date

/// The state of one subscription at one moment, and until when it holds.
public struct Health: Hashable, Sendable {
  public var state: HealthState
  /// What makes the state odd; empty in every other state.
  public var oddities: [Anomaly]
  /// The first time at which the state is another one by the passing of time alone; nil for never.
  public var changesAt: Date?
  /// When the last retry of what failed ends; nil where nothing is retried any more.
  public var givesUpAt: Date?
  /// Silent for longer than is usual; nil where that is not so or cannot be known.
  public var overdue: Overdue?
  /// When it becomes overdue by the passing of time alone.
  public var overdueAt: Date?

  public init(state: HealthState, oddities: [Anomaly] = [], changesAt: Date? = nil, givesUpAt: Date? = nil) {
    self.state = state
    self.oddities = oddities
    self.changesAt = changesAt
    self.givesUpAt = givesUpAt
  }

  /// How much attention it needs: its state's, or more where another subscription shows that its events do happen.
  public var weight: HealthWeight { overdue?.witness == nil ? state.weight : max(.warning, state.weight) }

  /// The first time at which the state, its place in the order of trouble or a remark is another one.
  public var nextAssessment: Date? { [changesAt, givesUpAt, overdueAt].compactMap { $0 }.min() }

  /// A field, mostly a time, whose value is not credible.
  public struct Anomaly: Hashable, Sendable {
    /// The contract's name of the field.
    public var field: String
    public var problem: Problem

    public init(field: String, problem: Problem) {
      self.field = field
      self.problem = problem
    }

    /// Whether it is a time from which nothing can be told of deliveries.
    public var isUnknownTime: Bool {
      switch problem {
      case .unreadable, .absent: true
      case .future, .notAllEvents: false
      }
    }

    public enum Problem: Hashable, Sendable {
      /// Seconds ahead of the server's clock, and the text as it came.
      case future(seconds: Double, raw: String)
      case unreadable(raw: String)
      case absent
      /// The events could not all be read. That says nothing about deliveries.
      case notAllEvents
    }
  }

  /// Total: every subscription has a state; the first rule that matches wins.
  /// - Parameter context: nil where too little was seen of its deliveries; then it is never overdue.
  public static func of(
    _ subscription: Subscription, at time: ServerTime, limits: HealthLimits = HealthLimits(),
    context: DeliveryContext? = nil
  ) -> Health {
    var health = ofState(subscription, at: time, limits: limits)
    guard let context, [.ok, .quiet].contains(health.state), let success = subscription.lastSuccessAt.date else {
      return health
    }
    let due = context.rhythm.dueAt(after: success)
    let isDue = due.map { $0 <= time.now } ?? false
    let witness = isDue ? context.witnesses.witness(for: subscription, after: success, at: time) : nil
    health.overdue = Overdue(after: success, at: time.now, due: due, context.rhythm, witness: witness)
    health.overdueAt = isDue ? nil : due
    return health
  }

  private static func ofState(_ subscription: Subscription, at time: ServerTime, limits: HealthLimits) -> Health {
    guard subscription.isActive else { return Health(state: .disabled) }
    let oddities = oddities(of: subscription, at: time, limits: limits)
    guard oddities.isEmpty else {
      return Health(state: .odd, oddities: oddities, changesAt: settled(oddities, of: subscription, limits: limits))
    }
    var health = ofTimes(subscription, at: time, limits: limits)
    let givesUpAt = RetryClock(subscription, state: health.state)?.givesUpAt
    health.givesUpAt = givesUpAt.flatMap { $0 > time.now ? $0 : nil }
    // Unreadable events do not hide a problem that the times show; they only keep it from looking healthy.
    guard subscription.eventsProblem != nil, health.state.weight <= .notice else { return health }
    let oddity = Anomaly(field: "subscribedEvents", problem: .notAllEvents)
    return Health(state: .odd, oddities: [oddity], changesAt: health.changesAt)
  }

  private static func ofTimes(_ subscription: Subscription, at time: ServerTime, limits: HealthLimits) -> Health {
    switch (subscription.lastSuccessAt.date, subscription.lastFailureAt.date) {
    case (nil, _?): return Health(state: .neverOK)
    case (let success?, let failure?) where failure >= success: return Health(state: .failing)
    case (let success?, let failure): return accepted(success, failure: failure, at: time, limits: limits)
    case (nil, nil): return untried(created: subscription.createdAt.date, at: time, limits: limits)
    }
  }

  private static func accepted(_ success: Date, failure: Date?, at time: ServerTime, limits: HealthLimits) -> Health {
    if let failure {
      let over = failure.addingTimeInterval(Double(DeliverySchedule.window))
      if time.now < over { return Health(state: .recovered, changesAt: over) }
    }
    let quietAt = success.addingTimeInterval(limits.quiet)
    // "Older than" excludes the limit itself: quiet begins at the next time that a `Date` can hold.
    return time.now > quietAt ? Health(state: .quiet) : Health(state: .ok, changesAt: quietAt.next)
  }

  private static func untried(created: Date?, at time: ServerTime, limits: HealthLimits) -> Health {
    guard let silentAt = created?.addingTimeInterval(limits.new), time.now < silentAt else {
      return Health(state: .silent)
    }
    return Health(state: .new, changesAt: silentAt)
  }

  private static func oddities(of subscription: Subscription, at time: ServerTime, limits: HealthLimits) -> [Anomaly] {
    timestamps(of: subscription).compactMap { field, timestamp in
      switch timestamp {
      case .never: nil
      case .absent: Anomaly(field: field, problem: .absent)
      case .unreadable(let raw): Anomaly(field: field, problem: .unreadable(raw: raw))
      case .at(let date, let raw):
        date.addingTimeInterval(-limits.skew) > time.now
          ? Anomaly(field: field, problem: .future(seconds: date.timeIntervalSince(time.now), raw: raw)) : nil
      }
    }
  }

  /// Waiting settles a time in the future, but not one that is absent or unreadable.
  private static func settled(_ oddities: [Anomaly], of subscription: Subscription, limits: HealthLimits) -> Date? {
    let canSettle = oddities.allSatisfy { if case .future = $0.problem { true } else { false } }
    guard canSettle, let latest = timestamps(of: subscription).compactMap(\.timestamp.date).max() else { return nil }
    return latest.addingTimeInterval(-limits.skew)
  }

  /// Every time of the contract by its field's name.
  private static func timestamps(of subscription: Subscription) -> [(field: String, timestamp: Timestamp)] {
    [
      ("lastSuccessAt", subscription.lastSuccessAt), ("lastFailureAt", subscription.lastFailureAt),
      ("disabledAt", subscription.disabledAt), ("createdAt", subscription.createdAt),
      ("updatedAt", subscription.updatedAt),
    ]
  }
}

extension Date {
  /// The next time that a `Date` can hold; nil for none.
  fileprivate var next: Date? {
    let next = timeIntervalSinceReferenceDate.nextUp
    return next.isFinite ? Date(timeIntervalSinceReferenceDate: next) : nil
  }
}

/// Where one state ends and the next begins. All in seconds.
public struct HealthLimits: Hashable, Sendable {
  /// Without a success for longer than this a subscription is quiet.
  public var quiet: Double
  /// A time further in the future than this is odd.
  public var skew: Double
  /// A subscription without any attempt is new for this long, silent after.
  public var new: Double

  public init(quiet: Double = 7 * 86_400, skew: Double = 300, new: Double = 86_400) {
    self.quiet = quiet
    self.skew = skew
    self.new = new
  }
}
