import ArgumentParser

/// `hooktop man`: prints the man page, which the packages carry.
struct ManCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "man", abstract: "Print the man page.", shouldDisplay: false)

  func run() throws { try StandardOutput.write(ManPage.text) }
}

/// The man page, from the same tables as the help: commands, exit statuses, environment. In the macros of man(7).
enum ManPage {
  static var text: String {
    let root = HooktopCommand.configuration
    var page = Roff(".TH HOOKTOP 1 \(Version.date) \"hooktop \(Version.number)\" \"User Commands\"")
    page.section("NAME")
    page.line("hooktop \\- \(Roff.escaped(root.abstract.asPhrase))")
    page.section("SYNOPSIS")
    page.preformatted(["hooktop [--profile NAME] [--demo] [--at TIME]", "hooktop COMMAND [OPTION ...]"])
    page.section("DESCRIPTION")
    page.text(
      "hooktop shows which of the webhook subscriptions of Fintoro are in trouble, why, and until when a failed delivery "
        + "can still arrive. Without a command the board opens; ? shows its keys.")
    page.section("COMMANDS")
    for command in root.subcommands where command.configuration.shouldDisplay {
      page.subsection("hooktop \(command._commandName)")
      page.preformatted(HooktopCommand.helpMessage(for: command, columns: 78).lines)
    }
    page.section("EXIT STATUS")
    for code in ExitCode.allCases { page.item(String(code.rawValue), code.meaning) }
    page.text("\"hooktop check\" ends with 0 (OK), 1 (WARNING), 2 (CRITICAL) or 3 (UNKNOWN) and with nothing else.")
    page.section("ENVIRONMENT")
    for row in HooktopCommand.environment { page.item(row.name, row.meaning) }
    page.section("FILES")
    for row in files { page.item(row.path, row.meaning) }
    page.section("EXAMPLES")
    for row in examples {
      page.text(row.meaning)
      page.preformatted(["    " + row.command])
    }
    page.section("SEE ALSO")
    page.text("The pages in /usr/share/doc/hooktop, where the package is installed.")
    return page.output
  }

  /// Where what lies.
  static let files = [
    (path: "~/.config/hooktop/config.toml", meaning: "profiles and settings"),
    (path: "~/.config/hooktop/tokens/", meaning: "tokens that hooktop setup keeps, one file a profile"),
    (path: "~/.config/hooktop/themes/", meaning: "your own themes"),
    (path: "~/.local/share/hooktop/secrets/", meaning: "one file a secret, mode 0600"),
    (path: "~/.local/state/hooktop/creates/", meaning: "creates whose outcome is not known yet"),
    (path: "~/.local/state/hooktop/custody.jsonl", meaning: "the ledger: which secret was kept where and when"),
    (path: "~/.local/state/hooktop/gaps.jsonl", meaning: "gaps, and what was decided about them"),
    (path: "~/.local/state/hooktop/history.sqlite", meaning: "what was seen of subscriptions, kept 400 days"),
    (path: "~/.local/state/hooktop/companies.json", meaning: "which company each profile belongs to"),
    (path: "~/.local/state/hooktop/drafts/", meaning: "forms that were not sent yet"),
    (path: "~/.cache/hooktop/lists/", meaning: "the last list of each connection"),
    (path: "~/.local/state/hooktop/watch/", meaning: "what hooktop watch knows and has not told yet"),
    (path: "~/.local/state/hooktop/tour-seen", meaning: "that the hints of the first start were seen"),
  ]

  static let examples = [
    (meaning: "Look around without an account:", command: "hooktop --demo"),
    (meaning: "Keep an account's token, then open its board:", command: "hooktop setup && hooktop"),
    (meaning: "What is in trouble, as JSON:", command: "hooktop list --json"),
    (
      meaning: "Create a subscription; its secret goes into a file:",
      command: "hooktop create --name ERP --url https://erp.example.com/hooks --event 'invoices.*'"
    ),
    (meaning: "What to fetch again after an outage:", command: "hooktop backfill 801"),
  ]
}

/// Text in the language of man pages.
private struct Roff {
  private(set) var output: String
  /// A section's first paragraph needs no mark.
  private var beginsSection = false

  init(_ head: String) { output = head + "\n" }

  mutating func line(_ text: String) {
    output += text + "\n"
    beginsSection = false
  }

  mutating func section(_ title: String) {
    line(".SH \(title)")
    beginsSection = true
  }

  mutating func subsection(_ title: String) { line(".SS \"\(Self.escaped(title))\"") }
  mutating func text(_ text: String) { line((beginsSection ? "" : ".PP\n") + Self.filled(text)) }

  mutating func item(_ term: String, _ meaning: String) {
    line(".TP\n\\fB\(Self.escaped(term))\\fR\n\(Self.filled(meaning))")
  }

  mutating func preformatted(_ lines: [String]) {
    line(([".nf"] + lines.map(Self.escaped) + [".fi"]).joined(separator: "\n"))
  }

  /// Text that is filled anew when it is shown, in lines of at most 80 bytes, as mandoc asks for.
  private static func filled(_ text: String) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ").map(String.init) {
      if let line = lines.last, escaped(line + " " + word).utf8.count <= 80 {
        lines[lines.count - 1] = line + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.map(escaped).joined(separator: "\n")
  }

  /// Such that every character stands for itself, also at the beginning of a line.
  static func escaped(_ text: String) -> String {
    let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
    return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
  }
}

extension String {
  fileprivate var lines: [String] { split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  /// Without a capital at the beginning and a full stop at the end.
  fileprivate var asPhrase: String { prefix(1).lowercased() + (hasSuffix(".") ? dropFirst().dropLast() : dropFirst()) }
}
