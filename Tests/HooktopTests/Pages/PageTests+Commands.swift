import ArgumentParser
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import hooktop

extension PageTests {
  @Test("Every command in a block is understood", arguments: KnownBlock.all { $0 == .commands })
  func commands(_ known: KnownBlock) async throws {
    let commands = try #require(ShellLine.commands(of: known.block.text), "a quote is left open")
    for command in commands { try await PageCommand(command, on: known.block.page).check() }
  }

  @Test(
    "A script on a page is the one that is shipped",
    arguments: KnownBlock.all { if case .shipped = $0 { true } else { false } })
  func shipped(_ known: KnownBlock) throws {
    guard case .shipped(let file) = known.kind else { return }
    try PageRecord.check(known.block, try Shipped.text(file))
  }

  @Test("Every line of cron runs a command that is understood", arguments: KnownBlock.all { $0 == .crontab })
  func crontab(_ known: KnownBlock) async throws {
    for line in known.block.text.split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: true)
      try #require(fields.count == 6, "\(line)")
      let command = try #require(ShellLine(String(fields[5]))?.commands.first, "\(line)")
      try await PageCommand(command, on: known.block.page).check()
    }
  }

  @Test("Every command between backquotes is understood", arguments: Page.manual)
  func spans(_ page: Page) async throws {
    for (line, text) in page.codeSpans where text.firstMatch(of: #/^(hooktop|swift|ssh|tmux) /#) != nil {
      let command = try #require(ShellLine(text)?.commands.first, "\(page.path):\(line)")
      try await PageCommand(command, on: page.path).check()
    }
  }

  @Test("Every option between backquotes is one of hooktop's", arguments: Page.manual)
  func options(_ page: Page) throws {
    let helps = try PagePart.commands(of: HooktopCommand.self, []).map(PageOutput.help).joined()
    let options = Set(helps.matches(of: /--[a-z][a-z-]*/).map { String($0.output) })
    for (line, text) in page.codeSpans {
      guard let option = text.firstMatch(of: /^--[a-z-]+/)?.output else { continue }
      #expect(options.contains(String(option)), "\(page.path):\(line)")
    }
  }

  /// Whatever the block's earlier commands have left: a create is there to be listed, one that was deleted is gone.
  @Test("What can be run of a block does what it says", arguments: KnownBlock.all { $0 == .commands })
  func runs(_ known: KnownBlock) async throws {
    let commands = ShellLine.commands(of: known.block.text) ?? []
    var runnable: [[String]] = []
    for command in commands where command.words.first == "hooktop" {
      let arguments = Array(command.words.dropFirst())
      guard let parsed = try? await Hooktop.command(arguments) else { continue }
      if !(parsed is HooktopCommand || parsed is SandboxCommand || parsed is WatchCommand) {
        runnable.append(arguments)
      }
    }
    guard !runnable.isEmpty else { return }
    try await RunningSandbox.run { sandbox in
      for arguments in runnable {
        let run = try await sandbox.hooktop(arguments)
        // The sandbox's company is in trouble, and a check says so.
        let expected: Int32 = CalledCommand(in: arguments).name == "check" ? CheckStatus.critical.rawValue : 0
        #expect(run.exit == .exited(expected), "\(arguments.joined(separator: " ")): \(run.standardError)")
      }
    }
  }

  @Test("The check of a clean clone finds its command in README")
  func check() throws {
    let lines = try Page("README.md").lines.filter { $0.wholeMatch(of: /apt-get .*&& swift test/) != nil }
    #expect(lines.count == 1)
  }
}

/// One command of an example.
struct PageCommand {
  let command: ShellLine.Command
  let page: String

  init(_ command: ShellLine.Command, on page: String) {
    (self.command, self.page) = (command, page)
  }

  /// Fails where nobody could type it, and where nothing is known of the program.
  func check() async throws {
    guard let program = command.words.first else { throw TestFailure("\(page): an empty command") }
    let arguments = Array(command.words.dropFirst())
    switch program {
    case "hooktop", "/usr/bin/hooktop", ".build/release/hooktop", ".build/debug/hooktop": try await parse(arguments)
    case ".build/release/Benchmarks":
      #expect(arguments.allSatisfy { Int($0) != nil || $0 == "history" }, "\(page): \(command.words)")
    case "swift": try await checkSwift(arguments)
    case "chronic":
      var inner = command
      inner.words = arguments
      try await PageCommand(inner, on: page).check()
    case "ssh": try await parse(Array(arguments.drop { $0 != "hooktop" }.dropFirst()))
    case "tmux": try await runTmux(arguments)
    case "apt-get": #expect(["update", "install"].contains(arguments.first), "\(page): \(command.words)")
    // `CurlExampleTests` send these.
    case "curl": #expect(page.hasSuffix("/Receiver.md") || page.hasSuffix("/Sandbox.md"))
    case "python3": #expect(isFile(arguments.first) || page.hasSuffix("/Receiver.md"), "\(page): \(command.words)")
    case "git": for path in arguments.dropFirst() { #expect(isFile(path), "\(page): \(path)") }
    // Of the tarball, which has the script.
    case "tar": #expect(arguments.first == "xf", "\(page): \(command.words)")
    case let path where path.hasSuffix("/install.sh"): #expect(isFile("Sources/Shipped/install.sh"))
    default: #expect(isFile(program), "\(page): nothing is known of \(program)")
    }
  }

  private static let examples = ["KEY": "key", "ID": "801", "FILE": "file", "NAME": "name", "SECONDS": "5"]

  private func parse(_ arguments: [String]) async throws {
    do {
      _ = try await Hooktop.command(arguments.map { Self.examples[$0] ?? $0 })
    } catch {
      let report = ParserReport(error)
      #expect(report.isData, "\(page): \(command.words.joined(separator: " ")): \(report.text)")
    }
  }

  private func checkSwift(_ arguments: [String]) async throws {
    switch arguments.first {
    case "run": try await parse(Array(arguments.dropFirst(2)))
    case "build":
      #expect([["-c", "release"], ["--build-tests"]].contains(arguments.dropFirst()), "\(page): \(arguments)")
    case "test":
      guard arguments.count > 1 else { return }
      #expect(arguments.count == 3 && arguments[1] == "--filter", "\(page): \(arguments)")
      for name in (arguments.last ?? "").split(separator: "|") {
        let isKnown = Self.testNames.contains(String(name))
        #expect(isKnown, "\(page): no test is called \(name)")
      }
    default: Issue.record("\(page): nothing is known of swift \(arguments)")
    }
  }

  /// A server of its own takes the command.
  private func runTmux(_ arguments: [String]) async throws {
    let folder = try TemporaryFolder()
    let run = try await ProcessRun.run("tmux", ["-S", folder.join("tmux"), "start-server", ";"] + arguments)
    #expect(run.exit == .exited(0), "\(page): \(run.standardError)")
  }

  private func isFile(_ path: String?) -> Bool {
    path.map { FileManager.default.fileExists(atPath: Page.repository.appendingPathComponent($0).path) } ?? false
  }

  /// Targets and suites.
  private static let testNames: Set<String> = {
    let tests = Page.repository.appendingPathComponent("Tests").path
    let paths = FileManager.default.subpaths(atPath: tests) ?? []
    let suites = paths.filter { $0.hasSuffix(".swift") }.flatMap { path -> [String] in
      let text = (try? String(contentsOfFile: tests + "/" + path, encoding: .utf8)) ?? ""
      return text.matches(of: /(?:struct|enum|extension) (\w+)/).map { String($0.output.1) }
    }
    return Set(suites + paths.filter { !$0.contains("/") })
  }()
}
