public import struct Foundation.Date

/// One gap with what people decided about it.
public struct GapRecord: Hashable, Sendable, Identifiable {
  public var gap: Gap
  /// The subscription as it was when the gap was noticed: it may be deleted since.
  public var subject: GapSubject
  /// The request ids of the answers that showed its beginning and its end, where they are known.
  public var noticedIn: String?
  public var endedIn: String?
  /// That what was missed is fetched. It is void when the gap goes on after it.
  public var tick: GapTick?
  public var acknowledgement: GapAcknowledgement?

  public var id: GapID { gap.id }

  public init(_ gap: Gap, _ subject: GapSubject, noticedIn: String? = nil) {
    (self.gap, self.subject, self.noticedIn) = (gap, subject, noticedIn)
  }

  public enum Standing: String, Hashable, Sendable {
    /// Deliveries still fail, or it is still disabled.
    case goesOn
    /// It has ended, and nobody has ticked it.
    case toFetch
    /// It is ticked, and what failed in it can still be retried.
    case retried
    /// Nothing is left to do.
    case closed
  }

  /// By the server's clock.
  public func standing(at now: Date) -> Standing {
    guard gap.endedAt != nil, let decidedAt = gap.decidedAt else { return .goesOn }
    guard isTicked else { return .toFetch }
    return now < decidedAt ? .retried : .closed
  }

  /// Whether what may be lost in it is still to be fetched: now, or once deliveries are accepted again.
  public func isToBeFetched(at now: Date) -> Bool { [.goesOn, .toFetch].contains(standing(at: now)) }

  /// Whether a person said so after its end. A millisecond is what writing a time down may change.
  public var isTicked: Bool {
    guard let tick, let endedAt = gap.endedAt else { return false }
    return endedAt <= tick.endedAt.addingTimeInterval(0.001)
  }

  /// Whether it is silenced: until the subscription's state changes, and no longer than until the time that was given.
  /// - Parameter state: nil where it is not known.
  public func isAcknowledged(in state: HealthState?, at now: Date) -> Bool {
    guard let acknowledgement, now < acknowledgement.until ?? .distantFuture else { return false }
    guard let before = acknowledgement.state, let state else { return true }
    return before == state
  }
}

extension Collection<GapRecord> {
  /// Whether there are open ones among a subscription's gaps, and all of them are silenced.
  public func areAcknowledged(in state: HealthState?, at now: Date) -> Bool {
    let open = filter { $0.standing(at: now) != .closed }
    return !open.isEmpty && open.allSatisfy { $0.isAcknowledged(in: state, at: now) }
  }

  /// Since when deliveries may be lost by those that nobody has fetched; nil where there is none.
  public func fetchFrom(at now: Date) -> Date? {
    filter { $0.isToBeFetched(at: now) }.map(\.gap.possiblyFrom).min()
  }
}

/// Whose gap it is.
public struct GapSubject: Hashable, Sendable {
  public var name: String
  public var events: [EventType]

  public init(name: String, events: [EventType]) {
    self.name = name
    self.events = events
  }

  /// The server's texts can be of any length.
  public init(_ subscription: Subscription) {
    name = String(subscription.displayName.prefix(200))
    events = subscription.subscribedEvents.prefix(200).map { EventType(String($0.rawValue.prefix(100))) }
  }
}

extension SubscriptionHistory {
  /// As it was when a gap was noticed.
  func subject(at date: Date) -> GapSubject {
    (observations.last { $0.at <= date } ?? observations.last).map { GapSubject($0.subscription) }
      ?? GapSubject(name: name, events: [])
  }
}

/// A person's word that a gap needs nothing more.
public struct GapTick: Hashable, Sendable {
  public enum Outcome: String, Hashable, Sendable {
    case fetched, nothingToFetch
  }

  public var outcome: Outcome
  public var by: String
  public var at: Date
  /// The end that it is about.
  public var endedAt: Date
  public var note: String?

  public init(_ outcome: Outcome, by: String, at date: Date, endedAt: Date, note: String? = nil) {
    self.outcome = outcome
    self.by = by
    at = date
    self.endedAt = endedAt
    self.note = note
  }
}

/// A person's word that a gap is known and need not be shown.
public struct GapAcknowledgement: Hashable, Sendable {
  public var by: String
  public var at: Date
  /// Silence ends then, or earlier, when the state changes; nil for that alone.
  public var until: Date?
  /// The subscription's state then; nil where it was not known.
  public var state: HealthState?

  public init(by: String, at date: Date, until: Date? = nil, state: HealthState? = nil) {
    self.by = by
    at = date
    self.until = until
    self.state = state
  }
}

/// One line of the decisions file.
public struct GapEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case opened(Gap, GapSubject)
    /// Its bounds as they are now known.
    case moved(Gap)
    case done(GapTick)
    /// The tick was a mistake.
    case undone
    case acknowledged(GapAcknowledgement)
    case unacknowledged
  }

  public var gap: GapID
  public var at: Date
  public var kind: Kind
  /// Of the answer that showed it.
  public var requestID: String?

  public init(_ gap: GapID, at date: Date, _ kind: Kind, requestID: String? = nil) {
    self.gap = gap
    at = date
    self.kind = kind
    self.requestID = requestID
  }
}

/// What a person decides about gaps.
public enum GapDecision: Hashable, Sendable {
  case done(GapTick.Outcome, note: String? = nil)
  case undone
  /// - Parameter state: the subscription's; nil where it is not known.
  case acknowledge(until: Date? = nil, state: HealthState?)
  case unacknowledge

  /// Nil where it cannot be made of this gap: one that goes on cannot be ticked.
  public func event(of record: GapRecord, by person: String, at now: Date) -> GapEvent? {
    switch self {
    case .done(let outcome, let note):
      guard let endedAt = record.gap.endedAt else { return nil }
      let tick = GapTick(outcome, by: person, at: now, endedAt: endedAt, note: note)
      return GapEvent(record.id, at: now, .done(tick))
    case .undone: return GapEvent(record.id, at: now, .undone)
    case .acknowledge(let until, let state):
      let acknowledgement = GapAcknowledgement(by: person, at: now, until: until, state: state)
      return GapEvent(record.id, at: now, .acknowledged(acknowledgement))
    case .unacknowledge: return GapEvent(record.id, at: now, .unacknowledged)
    }
  }
}
