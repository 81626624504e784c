import FintoroWebhooks
import Foundation
import TerminalUI

/// The first row of every screen: the company, the five screens, and how fresh the data is.
struct HeaderView {
  private let world: World
  /// Now, also where the screen shows the past.
  private let presentTime: Date
  /// The one of the five screens that is shown, or lies below the one that is shown.
  private let current: Tab
  /// Whether the keys of the five screens do anything now, and a click on one as well.
  private let isClickable: Bool

  init(_ state: State) {
    world = state.world
    presentTime = state.ofNow.now
    current = state.tab
    isClickable = state.modal == nil && Bindings.command(for: current.digit, in: state.context) == current.command
  }

  func draw(in canvas: inout Canvas) {
    let columns = canvas.size.columns
    canvas.fill(Rect(column: 0, row: 0, columns: columns, rows: 1), .bar)
    let freshness =
      world.lookingBack.map { Self.freshness($0, at: presentTime, in: world.zone) }
      ?? Self.freshness(world.connection, at: world.now, in: world.zone, isShort: columns < 100)
    let variant = variant(freshness, columns: columns)
    let budget = variant.hasBudget ? budget : ""
    let fresh = variant.hasNext ? freshness.text : freshness.brief
    let rightStart = max(12, columns - 1 - DisplayWidth.of(budget + fresh))
    let next = canvas.text(budget, .warning, on: .bar, column: rightStart, row: 0)
    canvas.text(fresh, freshness.ink, on: .bar, column: next, row: 0, limit: columns - next)
    drawLeft(variant, limit: rightStart - 2, in: &canvas)
  }

  private func drawLeft(_ variant: Variant, limit: Int, in canvas: inout Canvas) {
    var at = 1
    for label in labels(variant) {
      at = canvas.text(label.text, label.ink, on: .bar, column: at, row: 0, limit: limit - at) + 2
    }
    let tabs = HeaderTab.all(variant.tabs, current: current, world)
    let tabColumns = HeaderTab.columns(tabs)
    let badge = min(
      CompanyBadge.columns(world.session, hasProfile: variant.hasProfile),
      max(4, limit - at - (tabColumns == 0 ? 0 : tabColumns + 2)))
    CompanyBadge.draw(world.session, hasProfile: variant.hasProfile, column: at, limit: badge, in: &canvas)
    at += badge + 2
    for tab in tabs {
      let start = at
      for part in tab.parts {
        at = canvas.text(part.text, part.ink, on: .bar, column: at, row: 0, limit: limit + 1 - at)
      }
      if isClickable { canvas.hit(Rect(column: start, row: 0, columns: at - start, rows: 1), .key(tab.tab.digit)) }
    }
  }

  /// What of the row there is room for.
  private struct Variant {
    var tabs: HeaderTab.Form
    var hasHooktop = true
    var hasProfile = true
    var hasBudget = true
    /// When the next try is due, or that one is under way.
    var hasNext = true
  }

  /// Company, freshness and the mark of pending creates never give way. First the tabs' words do, then the budget, the
  /// word hooktop, then the profile, then the tabs. When the next try is due matters little while the list is live.
  private func variant(_ freshness: Freshness, columns: Int) -> Variant {
    var variant = Variant(tabs: columns >= 112 ? .full : .compact)
    let steps: [(inout Variant) -> Void] = [
      { if world.isLive { $0.hasNext = false } }, { $0.tabs = .compact }, { $0.hasBudget = false },
      { $0.hasHooktop = false }, { $0.hasProfile = false }, { $0.hasNext = false }, { $0.tabs = .pendingMark },
    ]
    for step in steps {
      if needs(variant, freshness) <= columns { break }
      step(&variant)
    }
    return variant
  }

  private func needs(_ variant: Variant, _ freshness: Freshness) -> Int {
    let left = 1 + labels(variant).reduce(0) { $0 + DisplayWidth.of($1.text) + 2 }
    let badge = CompanyBadge.columns(world.session, hasProfile: variant.hasProfile) + 2
    let tabs = HeaderTab.columns(HeaderTab.all(variant.tabs, current: current, world))
    let right = DisplayWidth.of(variant.hasNext ? freshness.text : freshness.brief)
    return left + badge + tabs + right + (variant.hasBudget ? DisplayWidth.of(budget) : 0) + 3
  }

  private func labels(_ variant: Variant) -> [(text: String, ink: Ink)] {
    (variant.hasHooktop ? [("hooktop", .key)] : []) + (world.session.isDemo ? [("DEMO", .warning)] : [])
      + (world.custody.lock == nil ? [] : [("READ-ONLY", .warning)])
  }

  /// What is left of the company's requests, where it is less than half. Contract: without the headers it is not known.
  private var budget: String {
    guard let limit = world.connection.budget(at: world.now), limit.remaining < limit.limit - limit.remaining else {
      return ""
    }
    return "API \(limit.remaining)/\(limit.limit)  "
  }
}

/// How fresh the list is, in words.
extension HeaderView {
  /// The past says its moment, and whether anything is known of it.
  static func freshness(_ past: LookingBack, at now: Date, in zone: LocalZone) -> Freshness {
    let seen = past.unwatchedSince.map { ", not watched since \(TimeText.clock($0, at: past.at, in: zone))" } ?? ""
    return Freshness(mark: "◂", words: "PAST \(past.words(now, in: zone))", next: seen, ink: .warning)
  }

  struct Freshness {
    var mark: String
    var words: String
    /// When the next try is due, or that one is under way.
    var next = ""
    var ink: Ink
    var brief: String { "\(mark) \(words)" }
    var text: String { brief + next }
  }

  static func freshness(_ connection: Connection, at now: Date, in zone: LocalZone, isShort: Bool) -> Freshness {
    let next = nextTry(connection, at: now)
    switch connection.status(at: now) {
    case .loading: return Freshness(mark: "○", words: "loading…", ink: .accent)
    case .live(let age):
      return Freshness(
        mark: "●", words: "live \(age < 1 ? "now" : TimeText.rough(age))", next: connection.isLoading ? next : "",
        ink: .good)
    case .stopped(let age):
      return Freshness(
        mark: "‖", words: "stopped · \(TimeText.rough(age)) old", next: connection.isLoading ? next : "", ink: .warning)
    case .stale(let age, let why):
      let reason = isShort ? "" : " (\(why))"
      return Freshness(mark: "◌", words: "stale · \(TimeText.rough(age)) old\(reason)", next: next, ink: .warning)
    case .rateLimited(let until):
      let time = until.map { " until \(TimeText.clock($0, at: now, in: zone))" } ?? ""
      return Freshness(
        mark: "◌", words: "rate-limited\(time)", next: until.map { $0 > now } == true ? "" : next, ink: .warning)
    case .refused(let why):
      return Freshness(
        mark: "✖", words: "refused · \(isShort ? String(why.prefix(3)) : why)", next: next, ink: .critical)
    case .offline(let since, let why): return missing("offline", since, why)
    case .noList(let since, let why): return missing("no list", since, why)
    }
    func missing(_ what: String, _ since: Date, _ why: String) -> Freshness {
      let time = TimeText.clock(since, at: now, in: zone)
      return Freshness(
        mark: "✖", words: "\(what) since \(time)\(isShort ? "" : " (\(why))")", next: next, ink: .critical)
    }
  }

  private static func nextTry(_ connection: Connection, at now: Date) -> String {
    if connection.isLoading { return " · asking…" }
    if connection.isStopped { return " · stopped" }
    guard let next = connection.nextTryAt else { return "" }
    return " · next \(TimeText.rough(max(0, next.timeIntervalSince(now).rounded(.up))))"
  }
}

/// One of the five screens in the header, with the count that matters there.
private struct HeaderTab {
  enum Form {
    /// `2 Coverage 17`
    case full
    /// `2:17`, `5:1 pending`
    case compact
    /// Only that creates are pending.
    case pendingMark
  }

  let tab: Tab
  let parts: [(text: String, ink: Ink)]

  static func columns(_ tabs: [HeaderTab]) -> Int {
    tabs.reduce(0) { $0 + $1.parts.reduce(0) { $0 + DisplayWidth.of($1.text) } }
  }

  static func all(_ form: Form, current: Tab, _ world: World) -> [HeaderTab] {
    switch form {
    case .full: Tab.allCases.map { HeaderTab($0, " \($0.title)", count($0, world, isFull: true), current, gap: " ") }
    case .compact: Tab.allCases.map { HeaderTab($0, "", count($0, world, isFull: false), current, gap: "") }
    case .pendingMark:
      world.pendingItems.isEmpty
        ? [] : [HeaderTab(.pending, "", count(.pending, world, isFull: false), current, gap: "")]
    }
  }

  /// - Parameter gap: before and after each; the current one has brackets in its place.
  private init(_ tab: Tab, _ title: String, _ count: (text: String, ink: Ink)?, _ current: Tab, gap: String) {
    self.tab = tab
    let isCurrent = tab == current
    let parts = [("\(tab.rawValue)\(title)", isCurrent ? Ink.strong : .muted)] + (count.map { [$0] } ?? [])
    // Without gaps of their own, a blank stands between two of them.
    let end = gap.isEmpty && tab != .pending ? " " : ""
    self.parts =
      isCurrent ? [("[", .accent)] + parts + [("]\(end)", .accent)] : [(gap, .muted)] + parts + [(gap + end, .muted)]
  }

  private static func count(_ tab: Tab, _ world: World, isFull: Bool) -> (text: String, ink: Ink)? {
    switch tab {
    case .board: return nil
    case .coverage:
      guard let count = world.list.uncoveredCount, count > 0 else { return nil }
      return (isFull ? " \(count)" : ":\(count)", .warning)
    case .log:
      let count = world.log.unseenCount
      return count == 0 ? nil : (isFull ? " •\(count)" : "•", .accent)
    case .companies:
      let troubled = world.companies.filter { $0.id != world.session.id && ($0.worst?.weight ?? .good) >= .warning }
      guard let worst = troubled.compactMap(\.worst).max(by: { $0.weight < $1.weight }) else { return nil }
      return (isFull ? " \(troubled.count)\(worst.symbol)" : "\(worst.symbol)", worst.ink)
    case .pending:
      let count = world.pendingItems.count
      // Named in every form: it must not be missed.
      return count == 0 ? nil : (isFull ? " \(count)" : ":\(count) pending", .warning)
    }
  }
}

/// The screen of a window too small for anything else.
enum TooSmallView {
  static func fits(_ size: Size) -> Bool { size.columns >= 60 && size.rows >= 16 }

  static func draw(_ world: World, in canvas: inout Canvas) {
    let (size, session) = (canvas.size, world.session)
    let marks = [
      session.isDemo ? "DEMO" : "", world.custody.lock == nil ? "" : "READ-ONLY",
      session.isDanger ? CompanyBadge.dangerMark : "", session.title,
    ]
    let text =
      "hooktop needs 60x16; this is \(size.columns)x\(size.rows). Make it larger, or Ctrl-C leaves."
    let lines =
      LineWrap.lines(text, columns: max(1, size.columns)) + [marks.filter { !$0.isEmpty }.joined(separator: " ")]
    for (index, line) in lines.prefix(size.rows).enumerated() {
      canvas.text(line, .text, column: 0, row: index)
    }
  }
}
