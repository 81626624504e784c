import FintoroWebhooks
import TerminalUI

/// A problem in the coverage of event types.
enum CoverageProblem: Hashable, Sendable {
  case uncovered(EventType, disabledSubscriber: Int?)
  case duplicates(Coverage.Duplicate)
  case sharedURL(Coverage.SharedURL)

  /// Duplicates first, because they deliver everything twice; then event types without a subscriber.
  static func all(_ coverage: Coverage) -> [CoverageProblem] {
    coverage.duplicates.map { .duplicates($0) } + coverage.sharedURLs.map { .sharedURL($0) }
      + coverage.uncovered.map { .uncovered($0, disabledSubscriber: coverage.subscribers[$0]?.first) }
  }

  /// The subscription that Enter opens.
  var id: Int? {
    switch self {
    case .uncovered(_, let disabled): disabled
    case .duplicates(let duplicates): duplicates.ids.last
    case .sharedURL(let shared): shared.ids.last
    }
  }
}

extension Coverage {
  /// Why the uncovered event types are not known.
  var unreadableWords: String {
    "\(unreadableCount) \(unreadableCount == 1 ? "subscription's" : "subscriptions'") events could not be read"
  }
}

/// Draws uncovered event types and duplicates, one per row.
extension CoverageRoom {
  var problems: [CoverageProblem] { CoverageProblem.all(coverage) }

  func drawProblems(_ place: Rect, in canvas: inout Canvas, of world: World) {
    let problems = problems
    canvas.text("What is worth a look", .strong, column: place.column + 3, row: place.row - 1)
    if problems.isEmpty, !coverage.isComplete {
      canvas.text("Not known: \(coverage.unreadableWords).", .warning, column: place.column + 3, row: place.row)
    } else if problems.isEmpty {
      canvas.text("Every event is heard, and none twice by one URL.", .good, column: place.column + 3, row: place.row)
    }
    let visible = list.visible(count: problems.count, rows: place.rows)
    for index in visible {
      let line = Rect(
        column: place.column, row: place.row + index - visible.lowerBound, columns: place.columns, rows: 1)
      let surface = canvas.listRow(line, isSelected: index == list.selected && isList)
      draw(problems[index], on: surface, line, in: &canvas, of: world)
      canvas.hit(line, .coverageProblem(index))
    }
    if !problems.isEmpty {
      canvas.text(
        "\(visible.lowerBound + 1)–\(visible.upperBound) of \(problems.count)", .muted, column: place.column + 1,
        row: canvas.size.rows - 2)
    }
  }

  private func draw(
    _ problem: CoverageProblem, on surface: Surface, _ line: Rect, in canvas: inout Canvas, of world: World
  ) {
    func ids(_ ids: [Int]) -> String { ids.map(String.init).joined(separator: ", ") }
    let (what, ink, whose): (String, Ink, String)
    // A URL is cut in the middle: both ends matter.
    var (lead, url, rest) = ("", "", "")
    switch problem {
    case .uncovered(let type, let disabled):
      (what, ink, whose) = ("nobody hears", .warning, type.rawValue)
      let name = disabled.map { world.list.subscription($0)?.subscription.displayName ?? String($0) }
      rest = name.map { "only \($0), which is paused" } ?? EventExplanation.sentence(type)
    case .duplicates(let duplicates):
      (what, ink, whose) = ("heard twice", .critical, duplicates.type.rawValue)
      (lead, url) = ("by \(ids(duplicates.ids)) at ", duplicates.url)
    case .sharedURL(let shared):
      (what, ink, whose) = ("same URL", .notice, Truncation.end(ids(shared.ids), to: 40))
      url = shared.url
    }
    canvas.text(what, ink, on: surface, column: line.column + 3, row: line.row)
    var at = canvas.text(whose, .text, on: surface, column: line.column + 17, row: line.row) + 2
    at = canvas.text(lead, .muted, on: surface, column: at, row: line.row)
    let room = max(0, line.maxColumn - 1 - at)
    canvas.text(
      url.isEmpty ? Truncation.end(rest, to: room) : Truncation.middle(url, to: room), .muted, on: surface, column: at,
      row: line.row)
  }
}
