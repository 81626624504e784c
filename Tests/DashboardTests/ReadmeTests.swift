import Dashboard
import Foundation
import TerminalUI
import Testing

/// README's key table comes from the one table of keys.
@Suite struct ReadmeTests {
  private static let contexts: [Context] = [
    .everywhere, .board, .detail, .overview, .backfill, .coverage, .log, .form, .picker, .secret,
    .danger, .merge, .pending,
  ]

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
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../README.md")
    let readme = try String(contentsOf: file.standardized, encoding: .utf8)
    #expect(readme.contains(Self.table), "README.md should contain this table:\n\(Self.table)")
  }
}
