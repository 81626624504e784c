import FintoroWebhooks
import TerminalUI

/// What the terminal's title says of the company on the screen, for a person who looks elsewhere.
extension Companies {
  /// `✖2 ◐1 Acme – hooktop`; nil when it is switched off.
  public var terminalTitle: String? {
    guard state.choices.preferences.title else { return nil }
    let session = state.session
    let marks = (session.isDanger ? "\(CompanyBadge.dangerMark) " : "") + (session.isDemo ? "DEMO " : "")
    let words = [troubles, "\(marks)\(session.name) – hooktop"].filter { !$0.isEmpty }
    return Truncation.end(words.joined(separator: " "), to: 60)
  }

  /// Counts of what is in trouble and not acknowledged, the heaviest first. Old data never looks live here either.
  private var troubles: String {
    let state = state.ofNow
    guard state.list.rows != nil else { return state.connection.failure == nil ? "" : "(no data)" }
    let counts = HealthState.byWeight.filter { $0.weight >= .warning }.compactMap { health -> String? in
      let count = (state.list.counts[health] ?? 0) - (state.world.gapCounts.acknowledged[health] ?? 0)
      return count > 0 ? "\(health.symbol)\(count)" : nil
    }
    let unreadable = state.list.unreadableCount
    let parts = (state.world.isLive ? [] : ["(old)"]) + (unreadable > 0 ? ["!\(unreadable)"] : []) + counts
    return parts.joined(separator: " ")
  }
}
