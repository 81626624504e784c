import FintoroWebhooks
import TerminalUI

extension State {
  mutating func openCoverage() -> [Effect] {
    guard list.rows != nil else { return showMessage("No list was received yet, so coverage is not known.", .bad) }
    var coverage = lastCoverage ?? CoverageState(Coverage([]))
    coverage.coverage = currentCoverage
    go(to: .coverage(coverage))
    return []
  }

  /// A new list while the screen is open: the cursor stays where it is.
  mutating func coverageChanged() {
    guard case .coverage(var coverage) = screen else { return }
    coverage.coverage = currentCoverage
    coverage.fit(CoverageLayout(size, of: coverage))
    screen = .coverage(coverage)
  }

  mutating func coveragePressed(_ coverage: CoverageState, _ command: Command?) -> [Effect] {
    var coverage = coverage
    switch command {
    case .back:
      goBack()
      return []
    case .open: return open(coverage)
    case .new: return newWithMissing(coverage)
    case .refresh: return refreshNow()
    case .help: return common(command)
    case .findings: coverage.isList.toggle()
    default: coverage.move(command, CoverageLayout(size, of: coverage))
    }
    screen = .coverage(coverage)
    return []
  }

  private var currentCoverage: Coverage {
    Coverage(list.subscriptions.map(\.subscription), unreadable: list.unreadableCount)
  }

  private mutating func open(_ coverage: CoverageState) -> [Effect] {
    let findings = coverage.isList ? coverage.findings : []
    let id =
      coverage.isList
      ? findings.indices.contains(coverage.list.selected) ? findings[coverage.list.selected].id : nil
      : coverage.subscribers.indices.contains(coverage.subscriber) ? coverage.subscribers[coverage.subscriber] : nil
    guard let id else {
      return showMessage(
        coverage.coverage.isComplete
          ? "Nobody hears this event, so there is nothing to open; n makes a subscription."
          : "Nothing that could be read hears this event. \(coverage.coverage.unreadableWords).")
    }
    go(to: .detail(DetailRoom(id: id)))
    return []
  }

  /// A form with the missing types chosen; a draft keeps what it has and gets them too.
  private mutating func newWithMissing(_ coverage: CoverageState) -> [Effect] {
    guard coverage.coverage.isComplete else {
      return showMessage("Which events nobody hears is not known. \(coverage.coverage.unreadableWords).", .bad)
    }
    let missing = coverage.coverage.uncovered
    guard !missing.isEmpty else {
      return showMessage("Every event is heard already; n on the board makes a subscription.")
    }
    lastCoverage = coverage
    return openForm(proposing: missing)
  }
}

extension CoverageState {
  fileprivate mutating func move(_ command: Command?, _ layout: CoverageLayout) {
    if isList {
      let (count, rows) = (findings.count, layout.list.rows)
      switch command {
      case .up: list.select(list.selected - 1, count: count, rows: rows)
      case .down: list.select(list.selected + 1, count: count, rows: rows)
      case .pageUp: list.select(list.selected - rows, count: count, rows: rows)
      case .pageDown: list.select(list.selected + rows, count: count, rows: rows)
      case .first: list.select(0, count: count, rows: rows)
      case .last: list.select(count - 1, count: count, rows: rows)
      default: break
      }
      return
    }
    let before = cursor?.type
    switch command {
    case .up: moveRow(to: viewport.selected - 1, direction: -1, layout)
    case .down: moveRow(to: viewport.selected + 1, direction: 1, layout)
    case .pageUp: moveRow(to: viewport.selected - layout.matrixRows, direction: -1, layout)
    case .pageDown: moveRow(to: viewport.selected + layout.matrixRows, direction: 1, layout)
    case .first: moveRow(to: 0, direction: 1, layout)
    case .last: moveRow(to: rows.count - 1, direction: -1, layout)
    case .left: moveColumn(by: -1)
    case .right: moveColumn(by: 1)
    case .nextSubscriber: if !subscribers.isEmpty { subscriber = (subscriber + 1) % subscribers.count }
    default: break
    }
    if cursor?.type != before { subscriber = 0 }
  }
}
