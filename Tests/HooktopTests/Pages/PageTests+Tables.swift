import Dashboard
import FintoroWebhooks
import Foundation
import TerminalUI
import TestSupport
import Testing

@testable import hooktop

extension PageTests {
  @Test("The generated tables are the code's", arguments: Page.all.filter { !$0.partMarks.isEmpty })
  func tables(_ page: Page) throws {
    for mark in page.partMarks {
      switch mark.name {
      case "keys" where mark.argument.isEmpty: try PageRecord.check(mark, of: page, PagePart.allKeys)
      case "keys": try PageRecord.check(mark, of: page, try PagePart.someKeys(mark.argument))
      case "exit status": try PageRecord.check(mark, of: page, PagePart.exitStatuses)
      case "help": try PageRecord.check(mark, of: page, try PagePart.help())
      default: Issue.record("\(page.path): nothing makes \(mark.line)")
      }
    }
  }

  @Test("The keys of README's three jobs do what is said there")
  func jobs() throws {
    let jobs: [(title: String, keys: [(Context, String)])] = [
      ("**What is wrong", [(.board, "↓"), (.board, "Enter"), (.board, "x")]),
      ("**A new subscription", [(.board, "n"), (.form, "Tab"), (.form, "Enter")]),
      ("**After an outage", [(.board, "b"), (.backfill, "s"), (.backfill, "Esc")]),
    ]
    let readme = try Page("README.md")
    for (title, keys) in jobs {
      let start = try #require(readme.lines.firstIndex { $0.hasPrefix(title) }) + 1
      let end = start + readme.lines[start...].prefix { !$0.isEmpty }.count
      #expect(readme.codeSpans.filter { (start...end).contains($0.line) }.map(\.text) == keys.map(\.1))
      for (context, name) in keys { #expect(Bindings.command(for: try #require(Key(name: name)), in: context) != nil) }
    }
  }

  @Test("Keys in the text are keys of the board, or of the screen that is told of", arguments: Page.manual)
  func keys(_ page: Page) {
    let names = [Context.board, .coverage, .backfill].flatMap { Bindings.of($0).flatMap(\.keys).map(\.name) }
    for (line, text) in page.codeSpans where text.wholeMatch(of: /[A-Za-z]|F\d+|Enter|Space|Esc/) != nil {
      let isKey = names.contains(text) || Bindings.command(for: Key(name: text) ?? .tab, in: .everywhere) != nil
      #expect(isKey || page.path.hasSuffix("/Keys.md"), "\(page.path):\(line) \(text)")
    }
  }

  @Test("README has a row for each state, and the page of screens says how trouble is sorted")
  func states() throws {
    let rows = try Page("README.md").rows(below: "## The states")
    #expect(rows.count == HealthState.allCases.count)
    for state in HealthState.allCases {
      #expect(rows.contains { $0[0] == String(state.symbol) && $0[1] == state.word }, "\(state)")
    }
    #expect(HealthLimits().quiet == 7 * 86_400 && HealthLimits().new == 86_400)
    let weights = HealthWeight.allCases.sorted(by: >).map { weight in
      let symbols = rows.map { $0[0] }.filter { symbol in
        HealthState.allCases.contains { $0.weight == weight && String($0.symbol) == symbol }
      }
      return "\(weight.word) (\(symbols.joined(separator: " ")))"
    }
    let order = "Worst first: \(weights[0]), then \(weights[1]), \(weights[2]) and \(weights[3]); inside"
    #expect(try Page("Sources/hooktop/hooktop.docc/Screens.md").text.contains(order))
  }

  @Test("The figures in README are the code's")
  func figures() throws {
    let readme = try Page("README.md").text
    #expect(DeliverySchedule.attempts == 5)
    #expect(readme.contains("five times in \(TimeText.duration(Double(DeliverySchedule.window)))"))
    #expect(readme.contains("After \(Int(IdempotencyKey.assumedLifetime) / 60) minutes"))
  }

  @Test("The page of configuration has every variable of the environment, and no other")
  func environment() throws {
    let page = try Page(Self.configuration)
    let rows =
      try page.rows(below: "## The environment")
      + page.rows(below: "The command of `hooktop watch --exec` gets these, empty ones left out:")
    let named = Set(rows.flatMap { $0[0].matches(of: /`(\w+)`/).map { String($0.output.1) } })
    let sources = try SourceText.all
    let read = Set(sources.matches(of: /\bHOOKTOP_[A-Z_]+\b/).map { String($0.output) })
    #expect(named.filter { $0.hasPrefix("HOOKTOP_") } == read)
    for name in named { #expect(sources.contains(name), "\(name)") }
  }

  @Test("The page of configuration has every setting of the board under its key")
  func settings() throws {
    let rows = try Page(Self.configuration).rows(below: "## What the board writes")
    let picture = try #require(PagePicture("settings-80x24, dialog")).text()
    let shown = picture.split(separator: "\n").compactMap { line -> String? in
      let title = line.drop { "│ ▸".contains($0) }.prefix { $0 != "│" }.split(separator: "  ").first
      return title.map(String.init).flatMap { line.contains("    ") && line.hasPrefix("│  ") ? $0 : nil }
    }
    for row in rows {
      let title = row[0].replacing("…", with: "").replacing("a subscription", with: "")
      #expect(shown.contains { $0.hasPrefix(title.trimmingCharacters(in: .whitespaces)) }, "\(row[0])")
    }
    let keys = Set(rows.map { $0[1].trimmingCharacters(in: ["`"]) })
    #expect(keys == Set(ConfigReader.preferenceKeys + ["theme", "profiles.NAME.quiet_days"]))
  }

  @Test("The page of the command line has every file, and no other")
  func paths() throws {
    let paths = Paths(home: "/home/me")
    let all = [
      paths.configFile, paths.tokens, paths.themes, paths.secrets, paths.creates, paths.ledger, paths.companies,
      paths.drafts, paths.gaps, paths.history, paths.lists, paths.watch, paths.tourSeen,
    ]
    let rows = try Page("Sources/hooktop/hooktop.docc/CommandLine.md").rows(below: "## Files")
    let named = rows.map { row in
      let path = row[0].trimmingCharacters(in: ["`"])
      return path.hasSuffix("/") ? String(path.dropLast()) : path
    }
    #expect(Set(named) == Set(all.map(paths.display)))
  }

  static let configuration = "Sources/hooktop/hooktop.docc/Configuration.md"
}

extension Page {
  /// The cells of the first table below a heading, its head left out.
  func rows(below heading: String) throws -> [[String]] {
    guard let start = lines.firstIndex(where: { $0 == heading }) else {
      throw TestFailure("\(path) has no heading \(heading)")
    }
    let table = lines[(start + 1)...].drop { !$0.hasPrefix("|") }.prefix { $0.hasPrefix("|") }
    return table.dropFirst(2).map { row in
      row.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }
}

/// The text of all that is compiled into the program.
enum SourceText {
  static var all: String {
    get throws {
      let sources = Page.repository.appendingPathComponent("Sources")
      let paths = FileManager.default.subpaths(atPath: sources.path) ?? []
      return try paths.filter { $0.hasSuffix(".swift") }
        .map { try String(contentsOf: sources.appendingPathComponent($0), encoding: .utf8) }.joined(separator: "\n")
    }
  }
}
