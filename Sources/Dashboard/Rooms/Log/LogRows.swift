import FintoroWebhooks
import Foundation

/// The rows of the log, newest first: what this run saw, and below it what is remembered from before.
struct LogRows {
  enum Row: Equatable {
    /// A day as a heading.
    case day(String)
    case entry(WatchLog.Entry)
    case past(PastEvent, at: Date)
    /// Enter reads so far back.
    case older(EarlierEvents.Reach)
    case note(String)
  }

  let rows: [Row]
  /// How many rows are something that happened.
  let happened: Int

  init(_ world: World, _ filter: BoardFilter) {
    let remembers = world.past.status == .on
    let earlier = world.past.earlier
    let skew = world.serverTime.skew ?? 0
    let entries = world.log.entries.reversed().filter { filter.isEmpty || filter.matches($0) }
    let events = remembers ? earlier.events.filter { filter.isEmpty || filter.matches($0) } : []
    var days = DayHeadings(world, isShown: remembers)
    var rows = entries.flatMap { days.heading($0.at) + [.entry($0)] }
    rows += events.flatMap { event -> [Row] in
      let at = event.at.addingTimeInterval(-skew)
      return days.heading(at) + [.past(event, at: at)]
    }
    if remembers {
      if earlier.loaded != earlier.wanted {
        rows.append(.note("Reading \(earlier.wanted.words)…"))
      } else if earlier.isCut {
        rows.append(.note("Older ones: hooktop history --since 2026-11-20"))
      } else if let next = earlier.wanted.next {
        rows.append(.older(next))
      }
    }
    self.rows = rows
    happened = entries.count + events.count
  }

  /// Which of what happened these rows show: `1–6 of 20`. Headings and hints are no events.
  func position(_ visible: Range<Int>) -> String {
    func count(_ range: Range<Int>) -> Int {
      rows[range].count { if case .entry = $0 { true } else if case .past = $0 { true } else { false } }
    }
    let (before, seen) = (count(0..<visible.lowerBound), count(visible))
    return seen == 0 ? "\(happened) in all" : "\(before + 1)–\(before + seen) of \(happened)"
  }

  func isHeading(_ index: Int) -> Bool {
    if rows.indices.contains(index), case .day = rows[index] { true } else { false }
  }

  /// The subscription that a row is about.
  func subject(_ index: Int) -> (id: Int, name: String)? {
    guard rows.indices.contains(index) else { return nil }
    switch rows[index] {
    case .entry(let entry):
      switch entry.event {
      case .subscription(let change): return (change.id, change.name)
      case .rotated(let id, let name): return (id, name)
      case .connection: return nil
      }
    case .past(let event, _): return (event.id, event.name)
    case .day, .older, .note: return nil
    }
  }
}

/// A heading wherever another day begins.
private struct DayHeadings {
  private let now: Date
  private let zone: LocalZone
  /// In the past no day is today.
  private let isPast: Bool
  private let isShown: Bool
  private var last: Int?

  init(_ world: World, isShown: Bool) {
    (now, zone, isPast, self.isShown) = (world.now, world.zone, world.isPast, isShown)
  }

  mutating func heading(_ date: Date) -> [LogRows.Row] {
    guard isShown else { return [] }
    let day = Self.day(date, zone)
    guard day != last else { return [] }
    last = day
    let text = TimeText.day(date, at: now, in: zone)
    if isPast { return [.day(text)] }
    return switch Self.day(now, zone) - day {
    case ...0: [.day("Today")]
    case 1: [.day("Yesterday, \(text)")]
    default: [.day(text)]
    }
  }

  private static func day(_ date: Date, _ zone: LocalZone) -> Int {
    Int(((date.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: date))) / 86_400).rounded(.down))
  }
}

/// The board's filter on what happened: by name, id and state.
extension BoardFilter {
  func matches(_ entry: WatchLog.Entry) -> Bool {
    switch entry.event {
    case .connection: false
    case .rotated(let id, let name): matches(id: id, name: name, states: [], words: "rotated")
    case .subscription(let change):
      switch change.kind {
      case .state(let from, let to): matches(id: change.id, name: change.name, states: [from, to], words: "")
      case .appeared(let state): matches(id: change.id, name: change.name, states: [state], words: "new")
      case .vanished: matches(id: change.id, name: change.name, states: [], words: "gone")
      case .edited: matches(id: change.id, name: change.name, states: [], words: "changed")
      }
    }
  }

  func matches(_ event: PastEvent) -> Bool {
    switch event.kind {
    case .state(let from, let to):
      matches(id: event.id, name: event.name, states: [from, to].compactMap { $0 }, words: "")
    case .deleted(let from): matches(id: event.id, name: event.name, states: [from].compactMap { $0 }, words: "deleted")
    case .write(let kind): matches(id: event.id, name: event.name, states: [], words: kind.words)
    }
  }
}
