import Foundation
import TerminalUI
import TestSupport

/// What an emulator shows.
struct EmulatedScreen {
  /// Each row without trailing blanks.
  var text: [String]
  /// Each row's colours and attributes, run by run, as far as both emulators know them.
  var looks: [String]

  /// Where the two differ, and which of them is wrong.
  static let deviations: [(scalar: Unicode.Scalar, wrong: String, how: String)] = [
    // These take no column of their own, but have no combining class.
    ("\u{489}", "pyte", "drops it with the rest of the text"),
    ("\u{1161}", "pyte", "drops it with the rest of the text"),
    ("\u{947}", "pyte", "drops it with the rest of the text"),
    ("\u{1F1F8}", "pyte", "gives it two columns instead of one"),
  ]

  /// The rows that differ from another emulator's; those with a scalar of the table are left out.
  func differences(from other: EmulatedScreen) -> [String] {
    text.indices.filter { row in
      !Self.deviations.contains { text[row].unicodeScalars.contains($0.scalar) }
        && !(text[row] == other.text[row] && looks[row] == other.looks[row])
    }.map { "row \($0)\n|\(text[$0])|, \(looks[$0])\n|\(other.text[$0])|, \(other.looks[$0])" }
  }
}

extension EmulatedScreen {
  private static let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("cells.py").path

  /// What pyte makes of these bytes.
  init(pyte bytes: ArraySlice<UInt8>, _ size: Size) async throws {
    guard let python = ExtraTool.pythonWithPyte else { throw TestFailure("no python3 has pyte") }
    let run = try await ProcessRun.run(
      python, [Self.script, String(size.columns), String(size.rows)], input: String(decoding: bytes, as: UTF8.self))
    let lines = run.standardOutput.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard run.exit == .exited(0), lines.count == 2 * size.rows + 1 else {
      throw TestFailure("pyte: \(run.exit), \(lines.count) lines, \(run.standardError)")
    }
    text = Array(lines[..<size.rows])
    looks = Array(lines[size.rows..<(2 * size.rows)])
  }

  /// The text as tmux tells it; the looks by pyte, from the sequences in which tmux tells those.
  init(_ tmux: TmuxSession, _ size: Size) async throws {
    text = try await Self.rows(tmux.screen())
    // Each row at its place, because one may be too long for pyte.
    let styled = try await Self.rows(tmux.styledScreen()).enumerated().map { "\u{1B}[\($0 + 1);1H\($1)" }
    looks = try await Self(pyte: Array(("\u{1B}[?7l" + styled.joined()).utf8)[...], size).looks
  }

  private static func rows(_ screen: String) -> [String] {
    screen.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}
