import TerminalUI

extension State {
  /// Opens a screen over the one that is there.
  mutating func go(to screen: Screen) {
    backStack.append(self.screen)
    self.screen = screen
  }

  /// Back to where one came from, as it was left.
  mutating func goBack() {
    switch screen {
    case .log(let log): lastLog = log
    case .coverage(let coverage): lastCoverage = coverage
    default: break
    }
    screen = backStack.popLast() ?? .board
    // Room or data may be another by now.
    fitScreen()
    coverageChanged()
  }

  /// After the window or what is listed has changed: nothing stays scrolled past its end.
  mutating func fitScreen() {
    switch screen {
    case .detail(var detail):
      detail.scroll.move(by: 0, count: DetailLines.of(detail.id, self).count, rows: DetailView.rows(size))
      screen = .detail(detail)
    case .log(var log):
      log.viewport.fit(count: self.log.entries.count, rows: WatchLogView.rows(size))
      screen = .log(log)
    case .coverage(var coverage):
      coverage.fit(CoverageLayout(size, of: coverage))
      screen = .coverage(coverage)
    case .backfill(var backfill):
      backfill.scroll.move(by: 0, count: BackfillView.lines(backfill, self).count, rows: BackfillView.rows(size))
      screen = .backfill(backfill)
    case .board, .form, .overview: break
    }
  }
}
