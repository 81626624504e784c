import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import TestSupport
import Testing

/// README's key tables come from the one table of keys, its pictures from the snapshots. Recording writes them anew.
@Suite(.serialized) struct ReadmeTests {
  private static let contexts: [Context] = [
    .everywhere, .board, .detail, .overview, .backfill, .coverage, .log, .form, .picker, .secret,
    .confirm, .merge, .pending, .settings,
  ]
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../README.md").standardized

  private static var table: String {
    contexts.map { context in
      let rows = Bindings.of(context).map { binding in
        let keys = binding.keys.map { "`\($0.name)`" }.joined(separator: " ")
        return "| \(keys) | \(binding.help) |"
      }
      return (["| \(context.title) | |", "|---|---|"] + rows).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  @Test("README lists every key as it is")
  func keys() throws {
    try check("keys", Self.table)
  }

  @Test("README says how trouble is sorted, with the states of each weight in the order of its table")
  func order() throws {
    let readme = try String(contentsOf: Self.file, encoding: .utf8)
    let weights = HealthWeight.allCases.sorted(by: >).map { weight -> String in
      let states = HealthState.allCases.filter { $0.weight == weight }.map { String($0.symbol) }
      let rows = readme.split(separator: "\n").compactMap { row in states.first { row.hasPrefix("| \($0) |") } }
      #expect(rows.count == states.count)
      return "\(weight.word) (\(rows.joined(separator: " ")))"
    }
    #expect(readme.contains("Worst first: \(weights[0]), then \(weights[1]), \(weights[2]) and \(weights[3]); inside"))
  }

  @Test(
    "The screens in README are what the program draws",
    arguments: [
      "board-100x30", "overview-100x30", "form-filled-80x24", "secret-80x24", "coverage-80x24", "backfill-80x24",
    ])
  func screens(name: String) throws {
    let snapshot = Self.file.deletingLastPathComponent()
      .appendingPathComponent("Tests/DashboardTests/Snapshots/\(name).txt")
    let rows = try String(contentsOf: snapshot, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    // Where many rows in a row are empty, one says as much.
    let picture = rows.enumerated().filter { index, row in
      !row.isEmpty || index == 0 || !rows[index - 1].isEmpty
    }.map(\.element).joined(separator: "\n")
    try check("screen: \(name)", "```\n\(picture)\n```")
  }

  /// Compares what stands between the marks of a part with what should.
  private func check(_ part: String, _ expected: String) throws {
    let readme = try String(contentsOf: Self.file, encoding: .utf8)
    let start = try #require(readme.range(of: "<!-- \(part) -->\n"), "README.md has no part \(part)")
    let end = try #require(readme.range(of: "<!-- end -->", range: start.upperBound..<readme.endIndex))
    let wanted = "\n\(expected)\n\n"
    guard readme[start.upperBound..<end.lowerBound] != wanted else { return }
    if ProcessInfo.processInfo.environment["HOOKTOP_RECORD_SNAPSHOTS"] == "1" {
      let changed = readme.replacingCharacters(in: start.upperBound..<end.lowerBound, with: wanted)
      try Data(changed.utf8).write(to: Self.file)
    }
    Issue.record("README.md, \(part), is not as it should be; HOOKTOP_RECORD_SNAPSHOTS=1 writes it")
  }
}
