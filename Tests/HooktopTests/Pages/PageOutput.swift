import ArgumentParser
import FintoroAPI
import FintoroSandbox
import FintoroWebhooks
import Foundation
import TestSupport

@testable import hooktop

/// What the program prints for a command line, always at the same time and on the sandbox's demo company.
enum PageOutput {
  static func text(of command: String) async throws -> String {
    guard let words = ShellLine(command)?.commands.first?.words, words.first == "hooktop" else {
      throw TestFailure("\(command) is not a command of hooktop")
    }
    let arguments = Array(words.dropFirst())
    if arguments == ["setup"] { return try await setup() }
    if arguments.last == "--help" { return try help(arguments.dropLast()) }
    do {
      let parsed = try await Hooktop.command(arguments)
      return try await printed(by: parsed)
    } catch let exit as CleanExit {
      return ParserReport(exit).text + "\n"
    } catch let error where ParserReport(error).isData {
      return ParserReport(error).text + "\n"
    }
  }

  /// The help of a command, as wide as a terminal of 80 columns.
  static func help(_ names: some Collection<String>) throws -> String {
    var command: any ParsableCommand.Type = HooktopCommand.self
    for name in names {
      guard let next = command.configuration.subcommands.first(where: { $0.configuration.commandName == name }) else {
        throw TestFailure("there is no command \(name)")
      }
      command = next
    }
    return HooktopCommand.helpMessage(for: command, columns: 80).trimmingCharacters(in: .newlines) + "\n"
  }

  /// The same date as in the pictures: 2026-03-18 14:10:00 UTC.
  private static let now = Date(timeIntervalSince1970: 1_773_843_000)

  private static func printed(by command: any ParsableCommand) async throws -> String {
    let server = try await SandboxServer.start(SandboxConfiguration(clock: { now }))
    do {
      let text = try await printed(by: command, server)
      await server.stop()
      return text
    } catch {
      await server.stop()
      throw error
    }
  }

  private static func printed(by command: any ParsableCommand, _ server: SandboxServer) async throws -> String {
    guard let token = AccessToken(SandboxTokens.write) else { throw TestFailure("the sandbox's token is none") }
    var environment = try AppEnvironment.system
    environment.clock = LiveClock(
      now: { now }, zone: .gmt, random: { 0 }, newKey: { IdempotencyKey(rawValue: "key") })
    let folder = try TemporaryFolder()
    environment.paths = folder.paths
    let account = try Account(
      APIConnection(baseURL: try BaseURL(server.baseURL), token: token), profile: nil, config: .empty, log: nil,
      environment: environment)
    switch command {
    case is ListCommand:
      let answer = try await account.fetch { client throws(Failure) in try await client.list() }
      return SubscriptionReport(answer.context, clock: environment.clock).table(answer.value)
    case let check as CheckCommand: return try await check.report(account).text
    case let show as ShowCommand where show.format.json:
      return show.json(try await show.shown(account, profile: nil)).text
    default: throw TestFailure("what \(type(of: command)) prints is not known here; add it")
    }
  }

  /// The whole talk at a terminal, without what is typed.
  private static func setup() async throws -> String {
    var text = ""
    try await RunningSandbox.run { sandbox in
      let terminal = try PseudoTerminal(
        BuiltProduct.path("hooktop"), ["setup"], environment: ["HOME": sandbox.folder.path])
      for (question, answer) in [
        ("Profile name [default]: ", ""), ("Base URL [\(BaseURL.production)]: ", sandbox.server.baseURL),
        ("API token (not shown): ", SandboxTokens.write),
      ] {
        try await terminal.waitForOutput(question)
        terminal.send(answer + "\n")
      }
      try await terminal.waitForOutput("opens the board.\r\n")
      text = terminal.outputText.replacing("\r\n", with: "\n").replacing(sandbox.server.baseURL, with: "")
    }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).replacing(#/ +$/#, with: "") }.joined(separator: "\n")
  }
}
