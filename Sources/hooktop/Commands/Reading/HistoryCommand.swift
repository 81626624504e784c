import ArgumentParser
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import History

/// `hooktop history [ID]`: what hooktop saw.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Print what hooktop saw and changed, with when it was watching.",
    discussion: """
      Fintoro keeps no history. This is what hooktop saw on this machine, as a board or as a command that reads the \
      list; what happened while none of them was running is not in it. Nothing is sent.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var period: PeriodOptions

  @Argument(help: "One subscription's id; all of them by default.", completion: Completions.ids)
  var id: Int?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print comma-separated values.")
  var csv = false

  @Flag(help: "Print everything that is kept, as JSON lines for --import.")
  var export = false

  @Option(
    name: .customLong("import"), help: ArgumentHelp("Add what an exported file has.", valueName: "file"),
    completion: Completions.files)
  var importFile: String?

  func validate() throws {
    let modes = [json, csv, export, importFile != nil]
    if modes.count(where: { $0 }) > 1 {
      throw ValidationError("--json, --csv, --export and --import are four things; give one of them.")
    }
    if export || importFile != nil, id != nil {
      throw ValidationError("--export and --import take everything; leave the id out.")
    }
    if let id, id < 1 { throw ValidationError("An id is a whole number from 1 on.") }
  }

  func run() async throws {
    let environment = try AppEnvironment.system
    if let importFile { return try await add(try environment.absolute(importFile), environment) }
    if export { return try await printAll(environment) }
    let kept = try await KeptHistory.open(connection, environment)
    let now = environment.clock.now()
    let since = try period.start(now: now, zone: environment.clock.zone)
    let seen = try await kept.seen(id.map { [$0] }, since: since, now: now)
    let report = HistoryReport(
      seen, since: since, limits: kept.limits, now: now, zone: environment.clock.zone)
    try StandardOutput.write(json ? report.json.text : csv ? report.csv : report.table)
    if report.isEmpty, !json, !csv { StandardError.print(report.emptySentence) }
  }

  private func printAll(_ environment: AppEnvironment) async throws {
    let paths = environment.paths
    let now = environment.clock.now()
    try await BlockingWork.run {
      do {
        try HistoryStore.open(paths.history, now: now).export(now: now) { try StandardOutput.write($0 + "\n") }
      } catch let problem as HistoryProblem {
        throw CommandExit(.inputOutput, problem.sentence(paths)) as any Error
      }
    }
  }

  /// A file without an end must not fill the memory.
  private static let maxImport = 1 << 30

  private func add(_ file: String, _ environment: AppEnvironment) async throws {
    let paths = environment.paths
    let now = environment.clock.now()
    let count = try await BlockingWork.run { () throws(any Error) -> Int in
      let bytes: [UInt8]
      do throws(FileProblem) {
        bytes = try FileReader.read(file, FileRule(maxBytes: Self.maxImport))
      } catch {
        throw CommandExit(.inputOutput, HistorySentences.unreadable(paths.display(file), error))
      }
      let lines = bytes.split(separator: UInt8(ascii: "\n")).lazy.map { String(decoding: $0, as: UTF8.self) }
      do {
        return try HistoryStore.open(paths.history, now: now).importLines(lines, now: now)
      } catch let problem as HistoryProblem {
        throw CommandExit(.inputOutput, problem.sentence(paths))
      } catch let problem as HistoryExport.Problem {
        throw CommandExit(.refusedInput, problem.sentence(paths.display(file)))
      }
    }
    StandardError.print("\(count) lines of \(paths.display(file)) are in the history.")
  }
}

/// How far back.
struct PeriodOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("How far back: 90min, 24h, 7d, or a day or time such as 2026-11-20 (24h).", valueName: "time"))
  var since = "24h"

  func start(now: Date, zone: LocalZone) throws -> Date {
    try PastMoment.read(since, of: "--since", now: now, zone: zone)
  }
}
