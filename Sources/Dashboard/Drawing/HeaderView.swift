import FintoroWebhooks
import Foundation
import TerminalUI

/// The first row of every screen: the company and how fresh the data is.
enum HeaderView {
  static func draw(_ world: World, in canvas: inout Canvas) {
    let columns = canvas.size.columns
    canvas.fill(Rect(column: 0, row: 0, columns: columns, rows: 1), .bar)
    let freshness = freshness(world.connection, at: world.now, in: world.zone, isShort: columns < 100)
    let right = right(freshness, world, columns: columns)
    let rightStart = max(12, columns - 1 - DisplayWidth.of(right.fresh + right.budget))
    drawLeft(world, in: &canvas, limit: rightStart - 2)
    let next = canvas.text(right.fresh, freshness.ink, on: .bar, column: rightStart, row: 0)
    canvas.text(freshness.mark, freshness.ink, on: .bar, column: rightStart, row: 0)
    canvas.text(right.budget, .muted, on: .bar, column: next, row: 0)
  }

  /// Freshness and budget, as far as the company's name leaves room. The budget is dropped first, then the next try.
  private static func right(
    _ freshness: Freshness, _ world: World, columns: Int
  ) -> (fresh: String, budget: String) {
    let budget = budget(world, isShort: columns < 100)
    let withBudget = (freshness.text, budget.isEmpty ? "" : "  \(budget)")
    let choices = [withBudget, (freshness.text, ""), (freshness.brief, "")]
    let left = 1 + labels(world).reduce(0) { $0 + DisplayWidth.of($1.text) + 2 }
    let badge = min(CompanyBadge.columns(world.session), 16)
    return choices.first { columns - 3 - DisplayWidth.of($0.0 + $0.1) - left >= badge } ?? choices[2]
  }

  private static func labels(_ world: World) -> [(text: String, ink: Ink)] {
    [("hooktop", .key)] + (world.session.isDemo ? [("DEMO", .warning)] : [])
      + (world.custody.lock == nil ? [] : [("READ-ONLY", .warning)]) + pending(world)
  }

  /// Stays on every screen until the last pending create is settled. As many as the dialog of pending creates lists.
  private static func pending(_ world: World) -> [(text: String, ink: Ink)] {
    let count = world.pendingCreates.count
    return count == 0 ? [] : [("\(count) PENDING", .warning)]
  }

  private static func drawLeft(_ world: World, in canvas: inout Canvas, limit: Int) {
    var at = 1
    for label in labels(world) {
      at = canvas.text(label.text, label.ink, on: .bar, column: at, row: 0, limit: limit - at) + 2
    }
    CompanyBadge.draw(world.session, column: at, limit: limit - at, in: &canvas)
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
        mark: "●", words: "live · \(age < 1 ? "now" : TimeText.rough(age) + " ago")", next: next, ink: .good)
    case .stopped(let age):
      return Freshness(
        mark: "‖", words: "on hold · \(TimeText.rough(age)) old", next: connection.isLoading ? next : "", ink: .warning)
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
    if connection.isStopped { return " · on hold" }
    guard let next = connection.nextTryAt else { return "" }
    return " · next \(TimeText.rough(max(0, next.timeIntervalSince(now).rounded(.up))))"
  }

  /// Contract: without the headers the budget is unknown, never guessed.
  private static func budget(_ world: World, isShort: Bool) -> String {
    guard let limit = world.connection.budget(at: world.now) else { return "" }
    return "\(isShort ? "" : "limit ")\(limit.remaining)/\(limit.limit)"
  }
}

/// The screen of a window too small for anything else.
enum TooSmallView {
  static func fits(_ size: Size) -> Bool { size.columns >= 60 && size.rows >= 16 }

  static func draw(_ session: Session, in canvas: inout Canvas) {
    let size = canvas.size
    let text =
      "80x24 needed, 60x16 at the least; this is \(size.columns)x\(size.rows). Make it larger, or Ctrl-C leaves."
    let lines = LineWrap.lines(text, columns: max(1, size.columns)) + [session.title]
    for (index, line) in lines.prefix(size.rows).enumerated() {
      canvas.text(line, .text, column: 0, row: index)
    }
  }
}
