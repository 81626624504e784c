import Foundation
import TestSupport

/// A picture on a page: a snapshot of the dashboard, or a part of one. `board-80x24`, `detail-80x24, rows 4-11`,
/// `secret-60x16, dialog`.
struct PagePicture: Equatable {
  enum Part: Equatable {
    case whole
    /// Counted from 1.
    case rows(ClosedRange<Int>)
    /// The box in front.
    case dialog
  }

  let snapshot: String
  let part: Part

  init?(_ text: String) {
    let words = text.split(separator: ", ").map(String.init)
    guard let name = words.first, words.count <= 2 else { return nil }
    snapshot = name
    if words.count == 1 {
      part = .whole
    } else if words[1] == "dialog" {
      part = .dialog
    } else if let match = words[1].wholeMatch(of: /rows (\d+)-(\d+)/), let first = Int(match.1),
      let last = Int(match.2), first <= last
    {
      part = .rows(first...last)
    } else {
      return nil
    }
  }

  /// What the page shows; of several empty rows one.
  func text() throws -> String {
    let file = Page.repository.appendingPathComponent("Tests/DashboardTests/Snapshots/\(snapshot).txt")
    let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .dropLast()
    let shown = try cut(rows.map(String.init))
    return shown.enumerated().filter { index, row in !row.isEmpty || index == 0 || !shown[index - 1].isEmpty }
      .map { $0.element + "\n" }.joined()
  }

  private func cut(_ rows: [String]) throws -> [String] {
    switch part {
    case .whole: return rows
    case .rows(let range):
      guard range.upperBound <= rows.count else { throw TestFailure("\(snapshot) has only \(rows.count) rows") }
      return Array(rows[range.lowerBound - 1..<range.upperBound])
    case .dialog:
      guard let top = rows.firstIndex(where: { $0.contains("╭") }),
        let bottom = rows.firstIndex(where: { $0.contains("╰") }), top < bottom,
        let left = rows[top].firstIndex(of: "╭"), let right = rows[top].lastIndex(of: "╮")
      else { throw TestFailure("\(snapshot) has no dialog") }
      let column = rows[top].distance(from: rows[top].startIndex, to: left)
      let width = rows[top].distance(from: left, to: right) + 1
      return rows[top...bottom].map { String($0.dropFirst(column).prefix(width)) }
    }
  }
}
