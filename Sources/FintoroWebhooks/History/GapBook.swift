public import struct Foundation.Date

/// The gaps of a company's subscriptions with what people decided about them: what the lines of the decisions file say
/// together. Pure: events go in, records come out.
public struct GapBook: Hashable, Sendable {
  private var byID: [GapID: GapRecord] = [:]
  /// By subscription, in the order in which they were written.
  private var ids: [Int: [GapID]] = [:]

  /// - Parameter events: in the order in which they were written.
  public init(_ events: some Sequence<GapEvent> = []) {
    events.forEach { add($0) }
  }

  public var isEmpty: Bool { byID.isEmpty }

  /// By their beginning, then by subscription, then by id.
  public var records: [GapRecord] {
    byID.values.sorted {
      ($0.gap.possiblyFrom, $0.gap.subscriptionID, $0.id.rawValue)
        < ($1.gap.possiblyFrom, $1.gap.subscriptionID, $1.id.rawValue)
    }
  }

  public subscript(id: GapID) -> GapRecord? { byID[id] }

  /// Those that are not closed, and for a day those that a person closed: a tick may be a mistake.
  public func open(at now: Date) -> [GapRecord] {
    records.filter { record in
      record.standing(at: now) != .closed || record.tick.map { now.timeIntervalSince($0.at) < 86_400 } ?? false
    }
  }

  /// Events of a gap whose opening cannot be read count for nothing.
  public mutating func add(_ event: GapEvent) {
    if case .opened(let gap, let subject) = event.kind {
      guard byID[gap.id] == nil else { return }
      endSilence(of: gap.subscriptionID)
      byID[gap.id] = GapRecord(gap, subject, noticedIn: event.requestID)
      ids[gap.subscriptionID, default: []].append(gap.id)
      return
    }
    guard var record = byID[event.gap] else { return }
    switch event.kind {
    case .opened: return
    case .moved(let gap):
      // Its subscription is in another state now.
      if gap.end != record.gap.end { record.acknowledgement = nil }
      if gap.end != nil { record.endedIn = event.requestID ?? record.endedIn }
      record.gap = gap
    case .done(let tick): record.tick = tick
    case .undone: record.tick = nil
    case .acknowledged(let acknowledgement): record.acknowledgement = acknowledgement
    case .unacknowledged: record.acknowledgement = nil
    }
    byID[event.gap] = record
  }

  /// A new gap is another state of its subscription.
  private mutating func endSilence(of subscriptionID: Int) {
    for id in ids[subscriptionID] ?? [] { byID[id]?.acknowledgement = nil }
  }

  /// What a gap that was seen adds to the book; nil where that has all of it.
  ///
  /// Another hooktop may have seen the same gap a little earlier or later, or a part of it; history may have been lost
  /// in it. It stays one gap with one id.
  private func news(
    in seen: Gap, at date: Date?, _ subject: @autoclosure () -> GapSubject, requestID: String?
  ) -> GapEvent? {
    guard let known = record(like: seen)?.gap else {
      return GapEvent(seen.id, at: seen.noticedAt, .opened(seen.asOpened, subject()), requestID: requestID)
    }
    let gap = known.extended(by: seen)
    if gap == known { return nil }
    // An end that an answer showed has its time; that it goes on again, or was deleted, was seen later than its times.
    let shownAt = gap.end == .accepted || gap.end == .enabled ? gap.endedAt : nil
    return GapEvent(
      known.id, at: shownAt ?? date ?? seen.endedAt ?? seen.noticedAt, .moved(gap), requestID: requestID)
  }

  /// Takes a gap that was seen.
  /// - Parameter date: when the answer came that shows it; nil where it is found in what was seen before.
  /// - Returns: what the book did not have. One that was over when it was seen is opened and then ended.
  public mutating func take(
    _ seen: Gap, at date: Date? = nil, requestID: String?, _ subject: () -> GapSubject
  ) -> [GapEvent] {
    var events: [GapEvent] = []
    while events.count < 2, let event = news(in: seen, at: date, subject(), requestID: requestID) {
      add(event)
      events.append(event)
    }
    return events
  }

  /// Takes the gaps that a history shows.
  /// - Returns: what the book did not have.
  @discardableResult
  public mutating func take(_ history: SubscriptionHistory, limits: HealthLimits) -> [GapEvent] {
    history.gaps(limits: limits).flatMap { gap in
      take(gap, requestID: nil) { history.subject(at: gap.noticedAt) }
    }
  }

  /// Ends of gaps that go on by the book and not by a list.
  /// - Parameters:
  ///   - seen: by id.
  ///   - all: the ids of all subscriptions; nil where not all are known.
  ///   - lastSeenAt: when a subscription that is gone was there.
  public func endings(
    _ seen: [Int: Subscription], all: Set<Int>?, at date: Date, lastSeenAt: Date, requestID: String?
  ) -> [GapEvent] {
    byID.values.filter { $0.gap.end == nil }.sorted {
      ($0.gap.noticedAt, $0.id.rawValue) < ($1.gap.noticedAt, $1.id.rawValue)
    }.compactMap { record in
      var gap = record.gap
      if let subscription = seen[gap.subscriptionID] {
        guard let end = gap.end(by: subscription) else { return nil }
        (gap.end, gap.endedAt) = (end, max(gap.noticedAt, date))
        if gap.kind == .failures {
          gap.lastFailureAt = [gap.lastFailureAt, subscription.lastFailureAt.date].compactMap(\.self).max()
        }
      } else if let all, !all.contains(gap.subscriptionID) {
        (gap.end, gap.endedAt) = (.deleted, max(gap.noticedAt, lastSeenAt))
      } else {
        return nil
      }
      return GapEvent(gap.id, at: date, .moved(gap), requestID: requestID)
    }
  }

  /// The record of the same gap, under whichever id.
  private func record(like gap: Gap) -> GapRecord? {
    if let record = byID[gap.id] { return record }
    return (ids[gap.subscriptionID] ?? []).reversed().lazy.compactMap { byID[$0] }.first { $0.gap.isSame(as: gap) }
  }
}

extension Gap {
  /// As it was when nothing of its end was known; the end is an event of its own.
  fileprivate var asOpened: Gap {
    var gap = self
    (gap.end, gap.endedAt) = (nil, nil)
    return gap
  }

  /// How a subscription that was read shows that the gap is over; nil while it goes on.
  fileprivate func end(by subscription: Subscription) -> End? {
    switch kind {
    case .disabled: return subscription.isActive ? .enabled : nil
    case .failures:
      guard let success = subscription.lastSuccessAt.date,
        success > max(lastFailureAt ?? surelyFrom, subscription.lastFailureAt.date ?? .distantPast)
      else { return nil }
      return .accepted
    }
  }

  /// Whether two gaps have a moment in common. What comes within the retry clock belongs to the same one.
  fileprivate func isSame(as other: Gap) -> Bool {
    guard kind == other.kind, subscriptionID == other.subscriptionID else { return false }
    switch kind {
    case .failures:
      return surelyFrom <= other.decidedAt ?? .distantFuture && other.surelyFrom <= decidedAt ?? .distantFuture
    case .disabled:
      return noticedAt < other.endedAt ?? .distantFuture && other.noticedAt < endedAt ?? .distantFuture
    }
  }

  /// With what another observation of the same gap adds. A newer failure alone is no news while it goes on.
  fileprivate func extended(by seen: Gap) -> Gap {
    var gap = self
    // Times that were written down have no parts of a millisecond.
    if seen.surelyFrom < surelyFrom.addingTimeInterval(-1) {
      (gap.surelyFrom, gap.possiblyFrom) = (seen.surelyFrom, min(possiblyFrom, seen.possiblyFrom))
    }
    gap.isURLChanged = isURLChanged || seen.isURLChanged
    let hasNewerFailure = (seen.lastFailureAt ?? .distantPast) > (lastFailureAt ?? .distantPast).addingTimeInterval(1)
    if end == nil ? seen.end != nil : hasNewerFailure {
      (gap.end, gap.endedAt, gap.lastFailureAt) = (seen.end, seen.endedAt, seen.lastFailureAt)
    }
    return gap
  }
}
