import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import hooktop

@Suite("The man page")
struct ManPageTests {
  @Test("It has every command, exit status and variable, and no line that is read as a macro by mistake")
  func whole() {
    let lines = ManPage.text.split(separator: "\n")
    for command in HooktopCommand.configuration.subcommands where command.configuration.shouldDisplay {
      #expect(lines.contains { $0 == ".SS \"hooktop \(command._commandName)\"" }, "\(command._commandName)")
    }
    for code in ExitCode.allCases { #expect(lines.contains { $0 == "\\fB\(code.rawValue)\\fR" }, "\(code)") }
    for row in HooktopCommand.environment {
      #expect(lines.contains { $0 == "\\fB\(row.name)\\fR" }, "\(row.name)")
    }
    let macros: Set<Substring> = [".TH", ".SH", ".SS", ".PP", ".TP", ".nf", ".fi"]
    for line in lines where line.hasPrefix(".") {
      #expect(macros.contains(line.prefix { $0 != " " }), "\(line)")
    }
    #expect(!lines.contains { $0.hasPrefix("'") })
  }

  @Test("It names the files that the page on the command line names")
  func files() throws {
    let page = try Page("Sources/hooktop/hooktop.docc/CommandLine.md")
    let rows = page.lines.drop { $0 != "## Files" }.prefix { !$0.hasPrefix("Nobody") }
      .compactMap { $0.firstMatch(of: /^\| `([^`]+)`/)?.output.1 }
    #expect(Set(rows.map(String.init)) == Set(ManPage.files.map(\.path)))
  }

  @Test("Its examples are commands that are understood")
  func examples() async throws {
    for row in ManPage.examples {
      for command in row.command.components(separatedBy: " && ") {
        let words = command.replacing("'", with: "").split(separator: " ").dropFirst().map(String.init)
        _ = try await Hooktop.command(words)
      }
    }
  }
}
