import FintoroWebhooks
import Foundation
import TerminalUI

/// One row per company.
extension CompaniesRoom {
  func draw(in canvas: inout Canvas, of world: World) { following(world).drawAll(in: &canvas, of: world) }

  private func drawAll(in canvas: inout Canvas, of world: World) {
    let companies = shown(in: world)
    let layout = Layout(world, canvas.size)
    let columns = layout.columns
    for (index, column) in columns.enumerated() { drawTitle(column, index, in: &canvas) }
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
    if companies.isEmpty { canvas.text("No match. Esc clears the filter.", .muted, column: 3, row: layout.listTop) }
    canvas.rule(row: layout.ruleRow)
    if let selected = selected(in: world) { drawTroubles(selected, layout.pane, in: &canvas, of: world) }
    drawStatus(companies, visible, in: &canvas, of: world)
  }

  /// The one that the list is sorted by says so, and which way.
  private func drawTitle(_ column: Layout.Column, _ index: Int, in canvas: inout Canvas) {
    let isSorted = (order.key ?? .state) == column.id
    let arrow = isSorted ? order.isReversed ? "▾" : "▴" : ""
    canvas.cell(column.title + arrow, isSorted ? .accent : .strong, on: .screen, column, row: 1)
    canvas.hit(Rect(column: column.start, row: 1, columns: column.columns, rows: 1), .companyColumn(index))
  }

  /// The filter being typed, a message, or what of the list is in sight.
  private func drawStatus(
    _ companies: [CompanySummary], _ visible: Range<Int>, in canvas: inout Canvas, of world: World
  ) {
    let (row, columns) = (canvas.size.rows - 2, canvas.size.columns)
    if let field = filterField {
      let at = canvas.text("filter", .accent, column: 1, row: row) + 1
      canvas.field(field, Rect(column: at, row: row, columns: min(50, columns - at - 12), rows: 1), focused: true)
      canvas.text("\(companies.count) shown", .muted, endingAt: columns - 1, row: row)
      return
    }
    if MessageLine.draw(world, row: row, in: &canvas) { return }
    if world.companies.count == 1 {
      let text = "Another company: hooktop setup --profile NAME, then start hooktop again."
      canvas.text(text, .muted, column: 1, row: row, limit: columns - 2)
      return
    }
    if !filter.isEmpty {
      canvas.text("\"\(Truncation.end(filter, to: 24))\": \(companies.count) shown", .accent, column: 1, row: row)
    }
    let position =
      visible.count < companies.count
      ? "\(visible.lowerBound + 1)–\(visible.upperBound) of \(companies.count)" : "\(world.companies.count) companies"
    canvas.text(position, .muted, endingAt: columns - 1, row: row)
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
    case .risk: return number(company.count(.warning) + company.unreadable, .warning)
    case .check: return number(company.count(.notice), .text)
    case .ok: return number(company.count(.good), .good)
    case .pending: return company.pending == 0 ? ("—", .muted) : (String(company.pending), .warning)
    case .loss:
      guard let loss = company.firstLoss else { return company.total == nil ? ("", .muted) : ("—", .muted) }
      return (Self.lossText(loss, company, layout, world), isLive ? .critical : .faded)
    case .freshness:
      guard company.isStarted else { return ("", .muted) }
      if layout.isNarrow { return Self.shortFreshness(company.connection, world) }
      let freshness = HeaderView.freshness(company.connection, at: world.now, in: world.zone, isShort: true)
      return (freshness.text, freshness.ink)
    case .news: return company.news.map { ($0.text, $0.tone == .bad ? .critical : .accent) } ?? ("", .muted)
    }
  }

  /// From when a delivery can be lost, by the clock of that company's server.
  private static func lossText(_ loss: Date, _ company: CompanySummary, _ layout: Layout, _ world: World) -> String {
    let now = company.serverTime.now
    let time = TimeText.minuteOrDay(loss, at: now, in: world.zone)
    if loss <= now { return "since \(time)" }
    return "from \(time)" + (layout.isNarrow ? "" : " in \(TimeText.rough(loss.timeIntervalSince(now)))")
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
