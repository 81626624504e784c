public import struct Foundation.Date

/// That a subscription is silent for longer than is usual at this time of its week. It is a remark and no state: nobody
/// can know from outside whether its events have happened.
public struct Overdue: Hashable, Sendable {
  /// Another subscription that gets nothing but events of this one, and got one meanwhile.
  public struct Witness: Hashable, Sendable {
    public var name: String
    public var at: Date

    public init(name: String, at date: Date) {
      self.name = name
      at = date
    }
  }

  /// The success after which nothing came.
  public var since: Date
  /// When the silence became longer than is usual.
  public var from: Date
  /// What is usual, in seconds, on days of the kind that the silence began on; nil where that is not known.
  public var usual: Double?
  public var isOnDaysOff: Bool
  /// So many silences were seen, on so many days.
  public var count: Int
  public var days: Int
  public var witness: Witness?

  /// Nil while the silence is usual.
  init?(after success: Date, at now: Date, due: Date?, _ rhythm: Rhythm, witness: Witness?) {
    guard let due, due <= now else { return nil }
    (since, from, self.witness) = (success, due, witness)
    isOnDaysOff = rhythm.calendar.isDayOff(rhythm.calendar.day(of: success))
    usual = isOnDaysOff ? rhythm.usualOnDaysOff : rhythm.usualOnWorkingDays
    (count, days) = (rhythm.count, rhythm.days)
  }
}

/// What a subscription's deliveries are compared with.
public struct DeliveryContext: Sendable {
  let rhythm: Rhythm
  let witnesses: Witnesses
}

/// The same for all subscriptions of a company, prepared once a list.
public struct DeliveryContexts: Sendable {
  private let rhythms: [Int: Rhythm]
  private let witnesses: Witnesses

  /// - Parameter rhythms: by subscription, where they are known. Without one nothing is overdue, and nobody is asked for
  ///   as a witness.
  public init(_ rhythms: [Int: Rhythm], among subscriptions: [Subscription]) {
    self.rhythms = rhythms
    witnesses = Witnesses(rhythms.isEmpty ? [] : subscriptions)
  }

  /// Nil for a subscription whose rhythm is not known.
  public subscript(id: Int) -> DeliveryContext? {
    rhythms[id].map { DeliveryContext(rhythm: $0, witnesses: witnesses) }
  }
}

/// A company's subscriptions as witnesses of one another's events: what reached one should have reached every other that
/// has all its events.
///
/// Kept by the sets of events, of which there are few: thousands may be silent together.
struct Witnesses: Sendable {
  /// By their events, newest success first.
  private let seen: [Set<EventType>: [Overdue.Witness]]

  /// One event reaches its subscribers at about the same time, unless it is retried.
  private static let nearby: Double = 60

  init(_ subscriptions: [Subscription]) {
    var seen: [Set<EventType>: [Overdue.Witness]] = [:]
    for one in subscriptions where one.isActive && one.eventsProblem == nil && !one.subscribedEvents.isEmpty {
      guard let at = one.lastSuccessAt.date else { continue }
      seen[Set(one.subscribedEvents), default: []].append(Overdue.Witness(name: one.displayName, at: at))
    }
    self.seen = seen.mapValues { $0.sorted { $0.at > $1.at } }
  }

  /// The one that got something last. The subscription is none of its own: its success is not behind itself.
  func witness(for subscription: Subscription, after success: Date, at time: ServerTime) -> Overdue.Witness? {
    let (own, earliest) = (Set(subscription.subscribedEvents), success.addingTimeInterval(Self.nearby))
    return seen.lazy.compactMap { events, all -> Overdue.Witness? in
      guard own.isSuperset(of: events) else { return nil }
      return all.first { $0.at <= time.now }.flatMap { $0.at > earliest ? $0 : nil }
    }.max { $0.at < $1.at }
  }
}
