import ArgumentParser
import Dashboard
import TerminalUI
import TestSupport

@testable import hooktop

/// What stands in the generated parts of pages: tables that come from those of the code.
enum PagePart {
  static let names = ["keys", "exit status", "help"]

  /// Every key of every place.
  static var allKeys: String {
    let others = Context.allCases.filter { !contexts.contains($0) && !Bindings.of($0).isEmpty }
    return (contexts + others).map { context in
      let rows = Bindings.of(context).map { "| \(names(of: $0)) | \($0.help) |\n" }
      return "\n## \(context.title)\n\n| key | what |\n|---|---|\n" + rows.joined()
    }.joined() + "\n"
  }

  /// The screens first; small dialogs follow in the order of the code.
  private static let contexts: [Context] = [
    .everywhere, .board, .detail, .companies, .backfill, .coverage, .log, .form, .picker, .secret, .confirm, .merge,
    .pending, .settings,
  ]

  /// Some keys of one place, in two columns: `board ↓ Enter n`.
  static func someKeys(_ argument: String) throws -> String {
    let words = argument.split(separator: " ").map(String.init)
    guard let context = Context.allCases.first(where: { String(describing: $0) == words.first }) else {
      throw TestFailure("no place is called \(words.first ?? "")")
    }
    let cells = try words.dropFirst().map { name in
      guard let key = Key(name: name), let binding = Bindings.of(context).first(where: { $0.keys.contains(key) }) else {
        throw TestFailure("\(name) does nothing in \(context)")
      }
      return "`\(name)` | \(binding.help)"
    }
    let half = (cells.count + 1) / 2
    let rows = (0..<half).map { row in
      "| \(cells[row]) | \(half + row < cells.count ? cells[half + row] : "|") |\n"
    }
    return "\n| key | what | key | what |\n|---|---|---|---|\n" + rows.joined() + "\n"
  }

  /// Every command with its line.
  static var commandList: String {
    let rows =
      [("hooktop", "Open the dashboard.")]
      + HooktopCommand.configuration.subcommands.map { command in
        ("hooktop \(command.configuration.commandName ?? "")", command.configuration.abstract)
      }
    let width = (rows.map(\.0.count).max() ?? 0) + 2
    return rows.map { $0.0 + String(repeating: " ", count: width - $0.0.count) + $0.1 + "\n" }.joined()
  }

  static var exitStatuses: String {
    "\n| status | meaning |\n|---|---|\n"
      + ExitCode.allCases.map { "| \($0.rawValue) | \($0.meaning) |\n" }.joined() + "\n"
  }

  /// The help of every command, the program's own first.
  static func help() throws -> String {
    try commands(of: HooktopCommand.self, []).map { names in
      let command = (["hooktop"] + names + ["--help"]).joined(separator: " ")
      let title = (["hooktop"] + names).joined(separator: " ")
      return "\n### \(title)\n\n<!-- output: \(command) -->\n```\n\(try PageOutput.help(names))```\n"
    }.joined() + "\n"
  }

  /// The names of every command, each below the one it belongs to.
  static func commands(of command: any ParsableCommand.Type, _ names: [String]) -> [[String]] {
    [names]
      + command.configuration.subcommands.flatMap {
        commands(of: $0, names + [$0.configuration.commandName ?? ""])
      }
  }

  private static func names(of binding: Binding) -> String {
    binding.keys.map { "`\($0.name)`" }.joined(separator: " ")
  }
}
