public import struct Foundation.Date
public import struct Foundation.TimeZone

/// One column of a table of subscriptions. One table for the board, the command line and files.
public struct SubscriptionColumn: Sendable, Identifiable {
  public enum ID: String, CaseIterable, Hashable, Sendable {
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
  /// The text of one cell, not cleaned and not cut.
  public let text: @Sendable (AssessedSubscription, TimeStyle) -> String

  /// How times are written in the table.
  public enum TimeStyle: Hashable, Sendable {
    case relative(now: Date)
    case clock(now: Date, TimeZone)
    case exact(TimeZone)

    /// A dash for what never happened; what cannot be read, or lies further ahead than clocks differ, as it came.
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

    /// How long the retries can still go on, or until when.
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

/// All columns, in the order they stand.
public enum SubscriptionColumns {
  public static let all: [SubscriptionColumn] = [
    SubscriptionColumn(id: .id, title: "ID", shortTitle: "ID", alignment: .right) { assessed, _ in
      String(assessed.id)
    },
    SubscriptionColumn(id: .state, title: "STATE", shortTitle: "STATE", alignment: .left) { assessed, _ in
      assessed.health.state.word
    },
    SubscriptionColumn(id: .name, title: "NAME", shortTitle: "NAME", alignment: .left) { assessed, _ in
      assessed.subscription.displayName
    },
    SubscriptionColumn(id: .lastSuccess, title: "LAST SUCCESS", shortTitle: "SUCCESS", alignment: .right) {
      $1.text($0.subscription.lastSuccessAt)
    },
    SubscriptionColumn(id: .lastFailure, title: "LAST FAILURE", shortTitle: "FAILURE", alignment: .right) {
      $1.text($0.subscription.lastFailureAt)
    },
    SubscriptionColumn(id: .retries, title: "RETRIES LEFT", shortTitle: "RETRIES", alignment: .right) {
      assessed, style in
      RetryClock(assessed.subscription, state: assessed.health.state).map(style.text) ?? "—"
    },
    SubscriptionColumn(id: .events, title: "EVENTS", shortTitle: "EVENTS", alignment: .right) { assessed, _ in
      let count = assessed.subscription.subscribedEvents.count
      return assessed.subscription.eventsProblem == nil ? String(count) : count == 0 ? "?" : "\(count)?"
    },
    SubscriptionColumn(id: .url, title: "URL", shortTitle: "URL", alignment: .left) { assessed, _ in
      assessed.subscription.url
    },
  ]

  public static func column(_ id: SubscriptionColumn.ID) -> SubscriptionColumn {
    all[id.position]
  }
}

extension SubscriptionColumn.ID {
  /// The cases stand in the table's order.
  fileprivate var position: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
