public import struct Foundation.Date

/// One column of a table of subscriptions: its titles, its cells, its order and its place, for the board, the command
/// line and files. A new column is a case of `ID` and its row in `ID.column`.
public struct SubscriptionColumn: Sendable, Identifiable {
  public enum ID: String, CaseIterable, Hashable, Sendable {
    /// In the order of a whole table.
    case id, state, name, lastSuccess, lastFailure, givesUp, events, url

    /// By its name in a config file. `retries` is what `givesUp` was called before.
    public init?(name: some StringProtocol) {
      self.init(rawValue: name == "retries" ? Self.givesUp.rawValue : String(name))
    }
  }

  /// How wide its cells are, in columns of the terminal.
  public enum Width: Hashable, Sendable {
    case cells(Int)
    /// A time: as an age, as an age where room is short, and as a clock's time.
    case time(age: Int, shortAge: Int, clock: Int)
    /// As wide as its longest text, up to so many.
    case text(most: Int)
    /// Whatever the others leave.
    case rest
  }

  public enum Alignment: Hashable, Sendable {
    case left, right
  }

  public let id: ID
  public let title: String
  /// The title among other words: `last success`, `ID`.
  public var word: String { [.id, .url].contains(id) ? title : title.lowercased() }
  /// For where room is short.
  public let shortTitle: String
  public let alignment: Alignment
  public let width: Width
  /// Where room is short the columns with the lowest numbers go first; nil for one that never goes.
  public let givesWay: Int?
  /// Whether it is shown as long as nobody has chosen.
  public let isDefault: Bool
  /// Whether an order by it begins with its smallest or first value, as long as nobody reverses it.
  let isAscending: Bool
  /// What rows are ordered by; nil for a row without a value.
  let sortValue: @Sendable (AssessedSubscription) -> SortValue?
  /// The text of one cell, not cleaned and not cut.
  public let text: @Sendable (AssessedSubscription, TimeStyle) -> String

  enum SortValue {
    case number(Double)
    case text(String)
  }

  fileprivate init(
    _ id: ID, _ title: String, short shortTitle: String? = nil, _ alignment: Alignment, _ width: Width,
    givesWay: Int?, isDefault: Bool = true, isAscending: Bool,
    sortValue: @escaping @Sendable (AssessedSubscription) -> SortValue?,
    text: @escaping @Sendable (AssessedSubscription, TimeStyle) -> String
  ) {
    self.id = id
    self.title = title
    self.shortTitle = shortTitle ?? title
    self.alignment = alignment
    self.width = width
    self.givesWay = givesWay
    self.isDefault = isDefault
    self.isAscending = isAscending
    self.sortValue = sortValue
    self.text = text
  }

  /// How times are written in the table.
  public enum TimeStyle: Hashable, Sendable {
    /// Ages; the end of retries by the clock of a zone.
    case relative(now: Date, LocalZone)
    case clock(now: Date, LocalZone)
    case exact(LocalZone)

    /// A dash for never; one word for a time that cannot be judged. With exact times it stands as it came.
    public func text(_ timestamp: Timestamp) -> String {
      switch (timestamp, self) {
      case (.never, _): "—"
      case (.absent, _): "missing"
      case (.at(let date, _), .exact(let zone)): TimeText.exact(date, in: zone)
      case (.unreadable(let raw), .exact): raw.isEmpty ? "“”" : raw
      case (.unreadable, _): "unreadable"
      case (.at(let date, _), .relative(let now, _)):
        Self.isAhead(date, of: now) ? "ahead" : TimeText.age(of: date, at: now)
      case (.at(let date, _), .clock(let now, let zone)):
        Self.isAhead(date, of: now) ? "ahead" : TimeText.clock(date, at: now, in: zone)
      }
    }

    /// By when retries end: `11:21 in 3 h`, `passed 11:21`, `passed 22 Nov`.
    func text(_ clock: RetryClock) -> String {
      let end = clock.givesUpAt
      switch self {
      case .relative(let now, let zone), .clock(let now, let zone):
        let left = end.timeIntervalSince(now)
        if left <= 0 { return "passed \(TimeText.minuteOrDay(end, at: now, in: zone))" }
        if case .clock = self { return TimeText.clock(end, at: now, in: zone) }
        return "\(TimeText.minute(end, in: zone)) in \(TimeText.rough(left))"
      case .exact(let zone): return TimeText.exact(end, in: zone)
      }
    }

    private static func isAhead(_ date: Date, of now: Date) -> Bool {
      date.timeIntervalSince(now) > HealthLimits().skew
    }
  }
}

extension SubscriptionColumn.ID {
  var column: SubscriptionColumn {
    switch self {
    case .id:
      SubscriptionColumn(
        .id, "ID", .right, .cells(6), givesWay: 2, isDefault: false, isAscending: true,
        sortValue: { .number(Double($0.id)) },
        text: { assessed, _ in String(assessed.id) })
    case .state:
      SubscriptionColumn(
        .state, "STATE", .left, .cells(11), givesWay: nil, isAscending: false,
        sortValue: { .number($0.health.state.sortValue) },
        text: { assessed, _ in assessed.health.state.word })
    case .name:
      SubscriptionColumn(
        .name, "NAME", .left, .text(most: 40), givesWay: nil, isAscending: true,
        sortValue: { .text($0.subscription.displayName.lowercased()) },
        text: { assessed, _ in
          let subscription = assessed.subscription
          return subscription.nameProblem == nil ? subscription.displayName : subscription.displayName + " ?"
        })
    case .lastSuccess:
      SubscriptionColumn(
        .lastSuccess, "LAST SUCCESS", short: "SUCCESS", .right, .time(age: 12, shortAge: 10, clock: 15), givesWay: 5,
        isAscending: false,
        sortValue: { .time($0.subscription.lastSuccessAt.date) },
        text: { assessed, style in style.text(assessed.subscription.lastSuccessAt) })
    case .lastFailure:
      SubscriptionColumn(
        .lastFailure, "LAST FAILURE", short: "FAILURE", .right, .time(age: 12, shortAge: 10, clock: 15), givesWay: 4,
        isAscending: false,
        sortValue: { .time($0.subscription.lastFailureAt.date) },
        text: { assessed, style in style.text(assessed.subscription.lastFailureAt) })
    case .givesUp:
      SubscriptionColumn(
        .givesUp, "GIVES UP", .left, .time(age: 15, shortAge: 15, clock: 15), givesWay: 6, isAscending: true,
        sortValue: { .time(RetryClock($0.subscription, state: $0.health.state)?.givesUpAt) },
        text: { assessed, style in
          RetryClock(assessed.subscription, state: assessed.health.state).map(style.text) ?? "—"
        })
    case .events:
      SubscriptionColumn(
        .events, "EVENTS", .right, .cells(6), givesWay: 3, isAscending: false,
        sortValue: { .number(Double($0.subscription.subscribedEvents.count)) },
        text: { assessed, _ in
          let count = assessed.subscription.subscribedEvents.count
          return assessed.subscription.eventsProblem == nil ? String(count) : count == 0 ? "?" : "\(count)?"
        })
    case .url:
      SubscriptionColumn(
        .url, "URL", .left, .rest, givesWay: 1, isAscending: true,
        sortValue: { .text($0.subscription.url.lowercased()) },
        text: { assessed, _ in assessed.subscription.url })
    }
  }
}

extension SubscriptionColumn.SortValue? {
  fileprivate static func time(_ date: Date?) -> SubscriptionColumn.SortValue? {
    date.map { .number($0.timeIntervalSinceReferenceDate) }
  }
}

extension HealthState {
  /// By weight, then by the order of the cases.
  fileprivate var sortValue: Double { Double(weight.rawValue * 10 + (Self.allCases.firstIndex(of: self) ?? 0)) }
}

/// All columns in the order of a whole table.
public enum SubscriptionColumns {
  public static let all: [SubscriptionColumn] = SubscriptionColumn.ID.allCases.map(\.column)

  public static func column(_ id: SubscriptionColumn.ID) -> SubscriptionColumn { id.column }
}
