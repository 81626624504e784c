public import TerminalUI

/// The list of all companies, over the screen it was opened from.
public struct OverviewState: Equatable, Sendable {
  public var viewport: Viewport

  init(selected: Int) {
    viewport = Viewport(selected: selected)
  }
}

extension State {
  mutating func overviewPressed(_ overview: OverviewState, _ command: Command?) -> [Effect] {
    var overview = overview
    let count = companies.count
    let rows = OverviewLayout(size: size, count: count).listRows
    func move(by offset: Int) {
      overview.viewport.select(overview.viewport.selected + offset, count: count, rows: rows)
    }
    switch command {
    case .back:
      goBack()
      return []
    case .open:
      guard companies.indices.contains(overview.viewport.selected) else { return [] }
      return [.goTo(companies[overview.viewport.selected].id)]
    case .up: move(by: -1)
    case .down: move(by: 1)
    case .pageUp: move(by: -rows)
    case .pageDown: move(by: rows)
    case .first: move(by: -count)
    case .last: move(by: count)
    default: return common(command)
    }
    screen = .overview(overview)
    return []
  }
}
