public import struct Foundation.Date
public import struct Foundation.TimeZone

/// One column of a table of subscriptions: its titles, its cells and its order, for the board, the command line and
/// files. A new column is a case of `ID` and its row in `ID.column`.
public struct SubscriptionColumn: Sendable, Identifiable {
  public enum ID: String, CaseIterable, Hashable, Sendable {
    /// In the order of a whole table.
    case id, state, name, lastSuccess, lastFailure, retries, events, url
  }

  public enum Alignment: Hashable, Sendable {
    case left, right
  }

  public let id: ID
  public let title: String
  /// For where room is short.
  public let shortTitle: String
  public let alignment: Alignment
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
    _ id: ID, _ title: String, short shortTitle: String? = nil, _ alignment: Alignment, isAscending: Bool,
    sortValue: @escaping @Sendable (AssessedSubscription) -> SortValue?,
    text: @escaping @Sendable (AssessedSubscription, TimeStyle) -> String
  ) {
    self.id = id
    self.title = title
    self.shortTitle = shortTitle ?? title
    self.alignment = alignment
    self.isAscending = isAscending
    self.sortValue = sortValue
    self.text = text
  }

  /// How times are written in the table.
  public enum TimeStyle: Hashable, Sendable {
    case relative(now: Date)
    case clock(now: Date, TimeZone)
    case exact(TimeZone)

    /// A dash for never; an unreadable time, or one further in the future than clocks differ, as received.
    public func text(_ timestamp: Timestamp) -> String {
      switch (timestamp, self) {
      case (.never, _): "—"
      case (.absent, _): "not told"
      case (.unreadable(let raw), _): raw.isEmpty ? "“”" : raw
      case (.at(let date, let raw), .relative(let now)):
        Self.isAhead(date, of: now) ? raw : TimeText.age(of: date, at: now)
      case (.at(let date, let raw), .clock(let now, let zone)):
        Self.isAhead(date, of: now) ? raw : TimeText.clock(date, at: now, in: zone)
      case (.at(let date, _), .exact(let zone)): TimeText.exact(date, in: zone)
      }
    }

    /// How long retries are still possible, or until when.
    func text(_ clock: RetryClock) -> String {
      switch self {
      case .relative(let now):
        clock.endsAt > now ? TimeText.duration(clock.endsAt.timeIntervalSince(now).rounded(.up)) : "over"
      case .clock(let now, let zone): TimeText.clock(clock.endsAt, at: now, in: zone)
      case .exact(let zone): TimeText.exact(clock.endsAt, in: zone)
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
        .id, "ID", .right, isAscending: true,
        sortValue: { .number(Double($0.id)) },
        text: { assessed, _ in String(assessed.id) })
    case .state:
      SubscriptionColumn(
        .state, "STATE", .left, isAscending: false,
        sortValue: { .number($0.health.state.sortValue) },
        text: { assessed, _ in assessed.health.state.word })
    case .name:
      SubscriptionColumn(
        .name, "NAME", .left, isAscending: true,
        sortValue: { .text($0.subscription.displayName.lowercased()) },
        text: { assessed, _ in assessed.subscription.displayName })
    case .lastSuccess:
      SubscriptionColumn(
        .lastSuccess, "LAST SUCCESS", short: "SUCCESS", .right, isAscending: false,
        sortValue: { .time($0.subscription.lastSuccessAt.date) },
        text: { assessed, style in style.text(assessed.subscription.lastSuccessAt) })
    case .lastFailure:
      SubscriptionColumn(
        .lastFailure, "LAST FAILURE", short: "FAILURE", .right, isAscending: false,
        sortValue: { .time($0.subscription.lastFailureAt.date) },
        text: { assessed, style in style.text(assessed.subscription.lastFailureAt) })
    case .retries:
      SubscriptionColumn(
        .retries, "RETRIES LEFT", short: "RETRIES", .right, isAscending: true,
        sortValue: { .time(RetryClock($0.subscription, state: $0.health.state)?.endsAt) },
        text: { assessed, style in
          RetryClock(assessed.subscription, state: assessed.health.state).map(style.text) ?? "—"
        })
    case .events:
      SubscriptionColumn(
        .events, "EVENTS", .right, isAscending: false,
        sortValue: { .number(Double($0.subscription.subscribedEvents.count)) },
        text: { assessed, _ in
          let count = assessed.subscription.subscribedEvents.count
          return assessed.subscription.eventsProblem == nil ? String(count) : count == 0 ? "?" : "\(count)?"
        })
    case .url:
      SubscriptionColumn(
        .url, "URL", .left, isAscending: true,
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
