import TerminalUI

extension State {
  /// The first click on a row selects it, the second opens it; buttons and the footer's keys are pressed at once.
  mutating func clicked(_ target: ClickTarget) -> [Effect] {
    guard TooSmallView.fits(size) else { return [] }
    connection.used(at: now)
    switch target {
    case .key(let key): return pressed(key)
    case .boardColumn, .boardRow: return passToRoom(.click(target)) ?? []
    case .overviewRow(let index):
      guard case .overview(var overview) = screen else { return [] }
      if index == overview.viewport.selected { return pressed(.enter) }
      let rows = OverviewLayout(size: size, count: companies.count).listRows
      overview.viewport.select(index, count: companies.count, rows: rows)
      screen = .overview(overview)
    case .choice, .coverageCell, .coverageFinding, .formField, .pickerRow, .pickerCell, .secretButton:
      return passToRoom(.click(target)) ?? []
    }
    return []
  }

  /// The wheel moves what the arrow keys move up and down, and nothing else.
  mutating func scrolled(_ direction: Int) -> [Effect] {
    let key: Key = direction < 0 ? .up : .down
    guard Bindings.command(for: key, in: context) == (direction < 0 ? .up : .down) else { return [] }
    return (0..<3).flatMap { _ in pressed(key) }
  }
}
