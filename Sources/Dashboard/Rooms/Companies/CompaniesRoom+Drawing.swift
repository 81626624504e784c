import FintoroWebhooks
import Foundation
import TerminalUI

/// One row per company.
extension CompaniesRoom {
  func draw(in canvas: inout Canvas, of world: World) {
    let companies = world.companies
    let layout = Layout(
      size: canvas.size, count: companies.count, hasPending: companies.contains { $0.pending > 0 })
    let columns = layout.columns
    for column in columns { canvas.cell(column.title, .strong, on: .screen, column, row: 1) }
    let visible = cursor.visible(count: companies.count, rows: layout.listRows)
    for index in visible {
      let line = Rect(
        column: 0, row: layout.listTop + index - visible.lowerBound, columns: canvas.size.columns, rows: 1)
      let surface = canvas.listRow(line, isSelected: index == cursor.selected)
      for column in columns {
        draw(companies[index], column, layout, on: surface, row: line.row, in: &canvas, of: world)
      }
      canvas.hit(line, .companyRow(index))
    }
    canvas.rule(row: layout.ruleRow)
    if let selected = selected(in: world) { drawTroubles(selected, layout.pane, in: &canvas, of: world) }
    let row = canvas.size.rows - 2
    if !MessageLine.draw(world, row: row, in: &canvas) {
      let text =
        companies.count == 1
        ? "Another company: hooktop setup --profile NAME, then start hooktop again."
        : Self.refreshIntervalText(companies)
      canvas.text(text, .muted, column: 1, row: row, limit: canvas.size.columns - 2)
    }
  }

  /// How often the companies are refreshed; stopped ones do not count.
  private static func refreshIntervalText(_ companies: [CompanySummary]) -> String {
    let stoppedCount = companies.count { $0.connection.isStopped }
    if stoppedCount == companies.count {
      return "All are on hold: nothing is asked until z on a board goes on with it."
    }
    return "Each is asked twice a minute, the one in use four times, within its own limit."
      + (stoppedCount == 0 ? "" : " \(stoppedCount) on hold.")
  }

  private func draw(
    _ company: CompanySummary, _ column: Layout.Column, _ layout: Layout, on surface: Surface, row: Int,
    in canvas: inout Canvas, of world: World
  ) {
    let (text, ink) = cell(column.id, company, layout, world)
    canvas.cell(text, ink, on: surface, column, row: row)
    if column.id == .profile, let color = company.session.badgeColor, canvas.theme.hasColors {
      canvas.badge(" ", color, column: column.start - 2, row: row, limit: 1)
    }
  }

  private func cell(
    _ column: Layout.ID, _ company: CompanySummary, _ layout: Layout, _ world: World
  ) -> (String, Ink) {
    let isLive = company.connection.isLive(at: world.now)
    func number(_ count: Int, _ ink: Ink) -> (String, Ink) {
      company.total == nil ? ("", .muted) : count == 0 ? ("—", .muted) : (String(count), isLive ? ink : .faded)
    }
    switch column {
    case .state:
      // Unreadable subscriptions may be in any state, so only a trouble is certain to be the worst.
      if company.unreadable > 0, company.worst.map({ $0.weight < .warning }) ?? true {
        return ("! not known", isLive ? .warning : .faded)
      }
      guard let worst = company.worst else {
        if company.total != nil { return ("empty", .muted) }
        return (company.connection.failure != nil ? "not known" : company.isStarted ? "…" : "not asked", .muted)
      }
      return ("\(worst.symbol) \(worst.word)", isLive ? worst.ink : .faded)
    case .profile:
      let mark = company.session.isDanger ? "\(CompanyBadge.dangerMark) " : ""
      return (mark + company.session.profileName, company.session.isDanger ? .strong : .text)
    case .company: return (company.session.company ?? "—", .strong)
    case .failing: return number(company.count(.critical), .critical)
    case .watch: return number(company.count(.warning) + company.unreadable, .warning)
    case .notice: return number(company.count(.notice), .text)
    case .ok: return number(company.count(.good), .good)
    case .pending: return company.pending == 0 ? ("—", .muted) : (String(company.pending), .warning)
    case .freshness:
      guard company.isStarted else { return ("", .muted) }
      if layout.isNarrow { return Self.shortFreshness(company.connection, world) }
      let freshness = HeaderView.freshness(company.connection, at: world.now, in: world.zone, isShort: true)
      return (freshness.text, freshness.ink)
    case .news: return company.news.map { ($0.text, $0.tone == .bad ? .critical : .accent) } ?? ("", .muted)
    }
  }

  /// The freshness of the header, in sixteen columns.
  private static func shortFreshness(_ connection: Connection, _ world: World) -> (String, Ink) {
    func clock(_ date: Date) -> String { TimeText.clock(date, at: world.now, in: world.zone) }
    return switch connection.status(at: world.now) {
    case .loading: ("○ loading…", .accent)
    case .live(let age): ("● \(age < 1 ? "now" : TimeText.rough(age) + " ago")", .good)
    case .stopped(let age): ("‖ \(TimeText.rough(age)) old", .warning)
    case .stale(let age, _): ("◌ \(TimeText.rough(age)) old", .warning)
    case .rateLimited(let until): ("◌ 429" + (until.map { " to \(clock($0))" } ?? ""), .warning)
    case .refused(let why): ("✖ refused \(why.prefix(3))", .critical)
    case .offline(let since, _): ("✖ off \(clock(since))", .critical)
    case .noList(let since, _): ("✖ none \(clock(since))", .critical)
    }
  }
}

extension Canvas {
  fileprivate mutating func cell(
    _ text: String, _ ink: Ink, on surface: Surface, _ column: CompaniesRoom.Layout.Column, row: Int
  ) {
    let cut = Truncation.end(text, to: column.columns)
    if column.isNumber {
      self.text(cut, ink, on: surface, endingAt: column.start + column.columns, row: row)
    } else {
      self.text(cut, ink, on: surface, column: column.start, row: row, limit: column.columns)
    }
  }
}
