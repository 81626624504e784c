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
  /// Every subscription of the company.
  let others: [Subscription]

  public init(_ rhythm: Rhythm, others: [Subscription]) {
    (self.rhythm, self.others) = (rhythm, others)
  }

  /// One event reaches its subscribers at about the same time, unless it is retried.
  private static let nearby: Double = 60

  /// The one that got something last.
  func witness(for subscription: Subscription, after success: Date, at time: ServerTime) -> Overdue.Witness? {
    let own = Set(subscription.subscribedEvents)
    let latest = others.compactMap { other -> Overdue.Witness? in
      guard other.id != subscription.id, other.isActive, other.eventsProblem == nil, !other.subscribedEvents.isEmpty,
        let at = other.lastSuccessAt.date, at > success.addingTimeInterval(Self.nearby), at <= time.now,
        own.isSuperset(of: other.subscribedEvents)
      else { return nil }
      return Overdue.Witness(name: other.displayName, at: at)
    }
    return latest.max { $0.at < $1.at }
  }
}
