public import struct Foundation.Date

/// Something that hooktop saw happen to a subscription, or did to it.
public struct PastEvent: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    /// - Parameter from: nil where it was seen for the first time.
    case state(from: HealthState?, to: HealthState)
    case deleted(from: HealthState?)
    case write(OwnWrite.Kind)
  }

  /// By the server's clock.
  public var at: Date
  public var id: Int
  public var name: String
  public var kind: Kind
  /// Whether no answer brought it: the state changed by its limit.
  public var isByTime = false
  /// Until when hooktop had watched before it saw this; nil where it saw it happen.
  public var unwatchedSince: Date?
  /// Why the state was what it became; empty for others.
  public var reason = ""

  /// What was seen of a company since a moment, oldest first.
  /// - Parameters:
  ///   - end: up to when time alone may have changed states.
  ///   - limits: by subscription.
  ///   - zone: for reasons; nil leaves them out.
  public static func all(
    _ histories: [SubscriptionHistory], _ writes: [OwnWrite] = [], watched: [WatchedSpan], since: Date,
    until end: Date, limits: (Int) -> HealthLimits, reasonsIn zone: LocalZone? = nil
  ) -> [PastEvent] {
    let seen = histories.flatMap { history -> [PastEvent] in
      var events = history.transitions(until: end, limits: limits(history.id)).filter { $0.at >= since }.map {
        PastEvent($0, of: history.id, watched, zone)
      }
      if let deletion = history.deletion, deletion.noticedAt >= since {
        events.append(
          PastEvent(
            at: deletion.noticedAt, id: history.id, name: history.name,
            kind: .deleted(from: events.last?.state ?? history.stateSpans(until: end).last?.state)))
      }
      return events
    }
    let own = writes.filter { $0.at >= since }.map { write in
      // The answer to a delete has no name.
      let name = write.name.isEmpty ? histories.first { $0.id == write.id }?.name ?? String(write.id) : write.name
      return PastEvent(at: write.at, id: write.id, name: name, kind: .write(write.kind))
    }
    // A write stands before what it brought.
    return (own + seen).filter { $0.at <= end }.enumerated().sorted {
      ($0.element.at, $0.element.id, $0.offset) < ($1.element.at, $1.element.id, $1.offset)
    }.map(\.element)
  }

  private init(_ transition: Transition, of id: Int, _ watched: [WatchedSpan], _ zone: LocalZone?) {
    self.init(
      at: transition.at, id: id, name: transition.assessed.subscription.displayName,
      kind: .state(from: transition.from, to: transition.to), isByTime: transition.isByTime,
      unwatchedSince: transition.isByTime ? nil : watched.pause(before: transition.at),
      reason: zone.map { transition.reason(in: $0) } ?? "")
  }

  init(
    at: Date, id: Int, name: String, kind: Kind, isByTime: Bool = false, unwatchedSince: Date? = nil,
    reason: String = ""
  ) {
    (self.at, self.id, self.name, self.kind) = (at, id, name, kind)
    (self.isByTime, self.unwatchedSince, self.reason) = (isByTime, unwatchedSince, reason)
  }

  /// What it was afterwards.
  public var state: HealthState? { if case .state(_, let to) = kind { to } else { nil } }
}

extension [WatchedSpan] {
  /// When watching had ended before a change that an answer brought after a pause: the change may have come at any time
  /// in it. Nil where it was watched, or never before.
  func pause(before date: Date) -> Date? {
    contains { $0.from < date && date <= $0.to } ? nil : last { $0.to < date }?.to
  }
}
