import FintoroWebhooks
import Foundation
import TerminalUI

/// Draws the list of problems: titles with their counts, below each what it is about and who subscribes.
extension CoverageRoom {
  func drawProblems(_ layout: Layout, in canvas: inout Canvas, of world: World) {
    let place = layout.list
    drawListTitle(layout, in: &canvas)
    if lines.isEmpty {
      let text =
        coverage.isComplete
        ? "Every event type has a working subscriber, and no URL gets one twice."
        : "None is known; \(coverage.unreadableWords)."
      canvas.text(
        Truncation.end(text, to: place.columns - 4), coverage.isComplete ? .good : .warning, column: place.column + 3,
        row: place.row)
    }
    let whoColumn = whoColumn(place)
    let visible = list.visible(count: lines.count, rows: place.rows)
    for index in visible {
      let line = Rect(
        column: place.column, row: place.row + index - visible.lowerBound, columns: place.columns, rows: 1)
      switch lines[index] {
      case .title(let count, let ink, let note):
        let at = canvas.text(count, ink, column: line.column + 1, row: line.row) + 2
        canvas.text(Truncation.end(note, to: max(0, line.maxColumn - 1 - at)), .muted, column: at, row: line.row)
      case .problem(let problem):
        let surface = canvas.listRow(line, isSelected: index == list.selected && isList)
        draw(problem, whoColumn, on: surface, line, in: &canvas, of: world)
        canvas.hit(line, .coverageProblem(index))
      }
    }
    if visible.count < lines.count {
      let position = "lines \(visible.lowerBound + 1)–\(visible.upperBound) of \(lines.count)"
      canvas.text(position, .muted, endingAt: canvas.size.columns - 1, row: layout.statusRow)
    }
  }

  private func drawListTitle(_ layout: Layout, in canvas: inout Canvas) {
    let (place, title) = (layout.list, " Problems ")
    let row = place.row - 1
    if layout.showsBoth {
      for column in place.column..<place.maxColumn { canvas.text("─", .faded, column: column, row: row) }
      canvas.text(title, isList ? .accent : .strong, column: place.column + 2, row: row)
    } else {
      canvas.text("Problems", .strong, column: place.column + 1, row: row)
    }
  }

  /// Where the second column begins: behind the longest first one, as far as the window allows.
  private func whoColumn(_ place: Rect) -> Int {
    let longest = lines.compactMap(\.problem).map { DisplayWidth.of($0.what) }.max() ?? 0
    return place.column + 3 + min(longest, max(20, place.columns - 3 - 2 - 40)) + 2
  }

  private func draw(
    _ problem: CoverageProblem, _ whoColumn: Int, on surface: Surface, _ line: Rect, in canvas: inout Canvas,
    of world: World
  ) {
    let start = line.column + 3
    // What nobody stands beside has the whole row.
    let room = who(problem, world).isEmpty ? line.maxColumn - 1 - start : whoColumn - 2 - start
    canvas.text(Truncation.end(problem.what, to: room), .text, on: surface, column: start, row: line.row)
    canvas.phrases(
      who(problem, world), on: surface, column: whoColumn, row: line.row, limit: max(0, line.maxColumn - 1 - whoColumn))
  }

  /// Who subscribes, and what is wrong with it.
  private func who(_ problem: CoverageProblem, _ world: World) -> [Phrase] {
    switch problem {
    case .types(.notSubscribed, let group):
      guard let id = group.subscribers.disabled.first else { return [] }
      let others = group.subscribers.disabled.count - 1
      return [
        Phrase("only \(world.subscriberName(id))\(others > 0 ? " and \(others) more" : ""), disabled", .muted)
      ]
    case .types(_, let group):
      guard let id = group.subscribers.active.first else { return [] }
      let others = group.subscribers.active.count - 1
      return [Phrase("\(Truncation.end(world.subscriberName(id), to: 24)) ")] + world.subscriberState(id)
        + (others > 0 ? [Phrase(" +\(others)", .muted)] : [])
    case .duplicates(let duplicates):
      return [Phrase("\(duplicates.ids.map(String.init).joined(separator: ", ")) at \(duplicates.url)", .muted)]
    case .sharedURL(let shared): return [Phrase(shared.url, .muted)]
    }
  }
}

/// What is said of a subscriber.
extension World {
  func subscriberName(_ id: Int) -> String { list.subscription(id)?.subscription.displayName ?? String(id) }

  /// Its state, and when Fintoro gives up what failed: `✖ failing, gives up 11:21`.
  func subscriberState(_ id: Int) -> [Phrase] {
    guard let assessed = list.subscription(id) else { return [] }
    let state = assessed.health.state
    let clock = assessed.clockText(at: serverTime.now, in: zone)
    return [
      Phrase("\(state.symbol) \(state.word)", state.emphasis), Phrase(clock.isEmpty ? "" : ", \(clock)", .muted),
    ]
  }
}

extension AssessedSubscription {
  /// When Fintoro gives up what failed: `gives up 11:21`; empty in states without retries.
  func clockText(at now: Date, in zone: LocalZone) -> String {
    guard let clock = RetryClock(subscription, state: health.state) else { return "" }
    let end = TimeText.minute(clock.givesUpAt, at: now, in: zone)
    if health.state == .recovered { return "open until \(end)" }
    return clock.givesUpAt > now ? "gives up \(end)" : "gave up by \(end)"
  }
}

extension HealthState {
  fileprivate var emphasis: Phrase.Emphasis {
    switch weight {
    case .critical: .urgent
    case .warning: .warning
    case .notice: .muted
    case .good: .good
    }
  }
}
