import FintoroWebhooks
import Foundation
import TerminalUI

/// The selected company's troubles, so that a person can decide whether to open it.
extension CompaniesRoom {
  func drawTroubles(_ company: CompanySummary, _ pane: Rect, in canvas: inout Canvas, of world: World) {
    let title = company.session.title.isEmpty ? company.session.baseURL : company.session.title
    var end = canvas.text(title, .strong, column: pane.column, row: pane.row, limit: pane.columns)
    if company.isReadOnly { end = canvas.text("READ-ONLY", .warning, column: end + 2, row: pane.row) }
    if let gaps = company.gapsToFetch { canvas.text(gaps, .warning, column: end + 2, row: pane.row) }
    let rows = Rect(column: pane.column, row: pane.row + 1, columns: pane.columns, rows: pane.rows - 1)
    guard company.troubles.isEmpty else { return drawRows(company, rows, in: &canvas, of: world) }
    let lines = LineWrap.lines(Self.noTroubleText(company, world), columns: rows.columns).prefix(rows.rows)
    for (index, line) in lines.enumerated() {
      canvas.text(line, .muted, column: rows.column, row: rows.row + index)
    }
  }

  private func drawRows(_ company: CompanySummary, _ rows: Rect, in canvas: inout Canvas, of world: World) {
    let isLive = company.connection.isLive(at: world.now)
    let all = company.count(.critical) + company.count(.warning)
    let shown = all > rows.rows ? rows.rows - 1 : all
    let times = SubscriptionColumn.TimeStyle.relative(now: company.serverTime.now, world.zone)
    let longest = company.troubles.prefix(shown).map { DisplayWidth.of($0.subscription.displayName) }.max() ?? 0
    let name = min(40, longest, rows.columns / 3)
    for (index, assessed) in company.troubles.prefix(shown).enumerated() {
      let row = rows.row + index
      let ink = isLive ? assessed.health.state.ink : .faded
      canvas.text(
        "\(assessed.health.state.symbol) \(assessed.health.state.word)", ink, column: rows.column + 2, row: row)
      canvas.text(
        Truncation.end(assessed.subscription.displayName, to: name), isLive ? .text : .faded, column: rows.column + 15,
        row: row)
      let moments = Truncation.end(momentText(assessed, company, times, world), to: rows.columns - 17 - name)
      canvas.text(moments, isLive ? .muted : .faded, column: rows.column + 17 + name, row: row)
    }
    if shown < all { canvas.text("… and \(all - shown) more", .muted, column: rows.column + 2, row: rows.maxRow - 1) }
  }

  /// From when deliveries can be lost, and when Fintoro gives up what failed.
  private func momentText(
    _ assessed: AssessedSubscription, _ company: CompanySummary, _ times: SubscriptionColumn.TimeStyle, _ world: World
  ) -> String {
    let now = company.serverTime.now
    guard let clock = RetryClock(assessed.subscription, state: assessed.health.state) else {
      let failedAt = assessed.subscription.lastFailureAt
      return failedAt == .never ? "no delivery yet" : "last failure \(times.text(failedAt))"
    }
    let losses = clock.lossPossibleFrom.map {
      ", losses possible \($0 > now ? "from" : "since") \(TimeText.minute($0, at: now, in: world.zone))"
    }
    return assessed.clockText(at: now, in: world.zone) + (losses ?? "")
  }

  private static func noTroubleText(_ company: CompanySummary, _ world: World) -> String {
    if let failure = company.connection.failure, company.total == nil {
      return FailureText.sentence(
        failure, baseURL: company.session.baseURL, zone: world.zone, profile: company.session.profile)
    }
    guard let total = company.total else { return company.isStarted ? "Asking…" : "Not asked yet; Enter asks." }
    if company.unreadable > 0 { return "\(company.unreadable) of \(total) could not be read; Enter shows them." }
    if let date = company.connection.asOf(at: world.now) {
      let time = TimeText.clock(date, at: world.now, in: world.zone)
      return total == 0 ? "No subscriptions at \(time)." : "Nothing was in trouble at \(time)."
    }
    return total == 0 ? "No subscriptions." : "Nothing is in trouble."
  }
}
