public import struct Foundation.Date

/// A subscription as hooktop saw it, and when, by the server's clock.
public struct ObservedSubscription: Hashable, Sendable {
  public var at: Date
  public var subscription: Subscription

  public init(at: Date, _ subscription: Subscription) {
    self.at = at
    self.subscription = subscription
  }
}

/// What hooktop saw of one subscription. It is hooktop's record, never Fintoro's.
public struct SubscriptionHistory: Hashable, Sendable, Identifiable {
  public var id: Int
  /// Oldest first; each differs from the one before.
  public private(set) var observations: [ObservedSubscription]
  /// Set once the subscription was missing in a list.
  public var deletion: Deletion?

  /// When a subscription was last in a list, and when it was missing first.
  public struct Deletion: Hashable, Sendable {
    public var lastSeenAt: Date
    public var noticedAt: Date

    public init(lastSeenAt: Date, noticedAt: Date) {
      self.lastSeenAt = min(lastSeenAt, noticedAt)
      self.noticedAt = noticedAt
    }
  }

  public init(id: Int, _ observations: [ObservedSubscription], deletion: Deletion? = nil) {
    self.id = id
    // A clock that was set back must not turn time around: what was seen later counts later.
    self.observations = observations.reduce(into: []) { kept, observation in
      var observation = observation
      if let last = kept.last {
        if last.subscription == observation.subscription { return }
        observation.at = max(observation.at, last.at)
      }
      kept.append(observation)
    }
    self.deletion = deletion
  }

  public var createdAt: Date? { observations.last?.subscription.createdAt.date }

  /// What people call it; the newest name.
  public var name: String { observations.last?.subscription.displayName ?? String(id) }
}

/// A change of state, from one observation to the next or by the passing of time after one.
public struct Transition: Hashable, Sendable {
  /// By the server's clock: when it was observed, or when time alone brought it.
  public var at: Date
  /// Nil where hooktop saw the subscription for the first time.
  public var from: HealthState?
  /// The subscription with its new state.
  public var assessed: AssessedSubscription
  /// Whether no answer brought it: the state changed by its limit.
  public var isByTime: Bool

  public var to: HealthState { assessed.health.state }

  /// Why the state was what it became, in the words of that moment. Without advice: what was to be done then may not be
  /// what is to be done now.
  public func reason(in zone: LocalZone) -> String {
    var reason = HealthReason(assessed, at: ServerTime(now: at), in: zone)
    reason.advice = nil
    return reason.text
  }
}

extension SubscriptionHistory {
  /// Oldest first. The first is the first observation.
  /// - Parameter end: up to when time alone may change states; a deletion ends them before.
  public func transitions(until end: Date, limits: HealthLimits = HealthLimits()) -> [Transition] {
    let end = min(end, deletion?.noticedAt ?? end)
    var transitions: [Transition] = []
    func add(_ assessed: AssessedSubscription, at time: Date, isByTime: Bool) {
      let before = transitions.last?.to
      guard before != assessed.health.state else { return }
      transitions.append(Transition(at: time, from: before, assessed: assessed, isByTime: isByTime))
    }
    for (index, observation) in observations.enumerated() {
      let next = index + 1 < observations.count ? observations[index + 1].at : end
      var time = observation.at
      var assessed = AssessedSubscription(observation.subscription, at: ServerTime(now: time), limits: limits)
      add(assessed, at: time, isByTime: false)
      while let change = assessed.health.changesAt, change > time, change < next {
        time = change
        assessed = AssessedSubscription(observation.subscription, at: ServerTime(now: time), limits: limits)
        add(assessed, at: time, isByTime: true)
      }
    }
    return transitions
  }

  /// The states one after the other, each up to the next one's beginning.
  public func stateSpans(until end: Date, limits: HealthLimits = HealthLimits()) -> [StateSpan] {
    let end = min(end, deletion?.lastSeenAt ?? end)
    let transitions = transitions(until: end, limits: limits)
    return transitions.indices.map { index in
      let next = index + 1 < transitions.count ? transitions[index + 1].at : end
      let start = transitions[index].at
      return StateSpan(transitions[index].to, from: start, to: max(start, next))
    }
  }
}

/// One state of a subscription from its beginning to its end.
public struct StateSpan: Hashable, Sendable {
  public var state: HealthState
  public var from: Date
  public var to: Date

  public init(_ state: HealthState, from: Date, to: Date) {
    self.state = state
    self.from = from
    self.to = to
  }
}
