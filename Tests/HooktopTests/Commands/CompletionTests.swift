import ArgumentParser
import FintoroSandbox
import Foundation
import TestSupport
import Testing

@testable import hooktop

@Suite("What a shell offers where a value is typed")
struct CompletionTests {
  /// What the program offers for the last word of a command line.
  /// - Parameter argument: as the shell's script names it: an option, or `positional@0`.
  private func offers(_ home: ProfilesHome, _ argument: String, _ path: [String], _ words: [String]) async throws
    -> [String]
  {
    let line = ["hooktop"] + path + words
    let run = try await home.hooktop(["---completion"] + path + ["--", argument, "\(line.count - 1)", "0"] + line)
    #expect(run.exit == .exited(0) && run.standardError == "", "\(line): \(run.standardError)")
    return run.standardOutput.split(separator: "\n").map(String.init)
  }

  private func ids(_ home: ProfilesHome, _ profile: String) async throws -> [String] {
    let list = try await home.hooktop(["list", "--csv", "--profile", profile])
    return list.standardOutput.split(separator: "\r\n").dropFirst().map { String($0.prefix { $0 != "," }) }.sorted()
  }

  @Test("Profiles are offered behind every command that takes one")
  func profiles() async throws {
    try await ProfilesHome.run { home in
      for command in HooktopCommand.configuration.subcommands
      where HooktopCommand.helpMessage(for: command).contains("--profile <") {
        let names = try await offers(home, "--profile", [command._commandName], ["--profile", ""])
        #expect(names == ["acme", "beta", "gone"], "\(command._commandName)")
      }
      #expect(try await offers(home, "--profile", [], ["--profile", ""]) == ["acme", "beta", "gone"])
    }
  }

  @Test("Ids are those of the profiles that the line names, however a shell hands them over")
  func ids() async throws {
    try await ProfilesHome.run { home in
      let (acme, beta) = (try await ids(home, "acme"), try await ids(home, "beta"))
      #expect(!acme.isEmpty && !beta.isEmpty && acme != beta)
      for words in [["--profile", "beta"], ["--profile=beta"], ["--profile", "=", "beta"], ["--profile", "'beta'"]] {
        #expect(try await offers(home, "positional@0", ["history"], words + [""]).sorted() == beta, "\(words)")
        #expect(Set(try await offers(home, "positional@0", ["show"], words + [""])).isSuperset(of: beta), "\(words)")
      }
      let both = try await offers(home, "positional@0", ["show"], ["--profile", "beta", "--profile=acme", ""])
      #expect(Set(both).isSuperset(of: acme + beta))
      #expect(
        Set(try await offers(home, "positional@0", ["show"], ["--all-profiles", ""])).isSuperset(of: acme + beta))
      #expect(try await offers(home, "positional@0", ["history"], ["--profile", "nobody", ""]) == [])
      #expect(
        Set(try await offers(home, "--filter", ["check"], ["--profile=acme", "--filter", ""])).contains("id:801"))
    }
  }

  @Test("Gaps are offered where the command can be about them; where their file is long, subscriptions")
  func gaps() async throws {
    try await ProfilesHome.run { home in
      let acme = try await ids(home, "acme")
      func gaps(_ command: String, _ words: [String] = []) async throws -> [String] {
        try await offers(home, "positional@0", ["gaps", command], ["--profile", "acme"] + words + [""])
      }
      let failing = try #require(try await gaps("ack").first { $0.hasPrefix("801-") })
      let over = try #require(try await gaps("done").first)
      #expect(over != failing)
      #expect(try await gaps("unack") == [])
      #expect(try await gaps("done", ["--undo"]) == [])
      for line in [["ack", failing], ["done", over]] {
        #expect(try await home.hooktop(["gaps", "--profile", "acme"] + line).exit == .exited(0))
      }
      #expect(try await gaps("unack") == [failing])
      #expect(try await gaps("done", ["--undo"]) == [over])
      #expect(try await !gaps("ack").contains(failing))
      #expect(try await !gaps("done").contains(over))
      let file = ".local/state/hooktop/gaps.jsonl"
      let lines = try #require(home.folder.text(file))
      try home.folder.write(lines + String(repeating: "\n", count: 1 << 20), to: file)
      #expect(try await gaps("ack").sorted() == acme)
    }
  }

  @Test("For zsh a colon in a word is marked, or what stands behind it would be a description")
  func zsh() async throws {
    try await ProfilesHome.run { home in
      let run = try await ProcessRun.run(
        BuiltProduct.path("hooktop"),
        ["---completion", "list", "--", "--filter", "3", "0", "hooktop", "list", "--filter", ""],
        environment: ["HOME": home.folder.path, "SAP_SHELL": "zsh"])
      #expect(run.standardOutput.contains("\nstate\\:failing\n"), "\(run.standardOutput)")
    }
  }

  @Test("Event types, thresholds and states are offered wherever they are typed")
  func words() async throws {
    try await ProfilesHome.run { home in
      for option in ["--event", "--add-event", "--remove-event"] {
        let events = try await offers(home, option, ["update"], ["801", option, ""])
        #expect(events.contains("invoices.paid") && events.contains("invoices.*"), "\(option)")
      }
      let script = try await home.hooktop(["--generate-completion-script", "fish"]).standardOutput
      for (option, values) in [
        ("warning", "failing=0"), ("critical", "age=6h"), ("timeout-state", "critical"), ("empty-state", "ok"),
      ] {
        let line = try #require(script.split(separator: "\n").first { $0.contains("-l '\(option)'") }, "\(option)")
        #expect(line.contains(values), "\(line)")
      }
      for text in ["failing=0", "age=6h"] { _ = try await Hooktop.command(["check", "--warning", text]) }
    }
  }
}
