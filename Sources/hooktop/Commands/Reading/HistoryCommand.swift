import ArgumentParser
import Dashboard
import Files
import FintoroAPI
import FintoroWebhooks
import Foundation
import History

/// `hooktop history [ID]`: what hooktop saw.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Print what hooktop saw: changes of state, with when it was watching.",
    discussion: """
      Fintoro keeps no history. This is what `hooktop` and `hooktop list` saw on this machine; what happened while none \
      of them was running is not in it. Nothing is sent.
      """)

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var period: PeriodOptions

  @Argument(help: "One subscription's id; all of them by default.")
  var id: Int?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Print comma-separated values.")
  var csv = false

  @Flag(help: "Print everything that is kept, as JSON lines for --import.")
  var export = false

  @Option(
    name: .customLong("import"), help: ArgumentHelp("Add what an exported file has.", valueName: "file"))
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

  private func add(_ file: String, _ environment: AppEnvironment) async throws {
    let paths = environment.paths
    let now = environment.clock.now()
    let count = try await BlockingWork.run { () throws(any Error) -> Int in
      guard let data = FileManager.default.contents(atPath: file) else {
        throw CommandExit(.inputOutput, "\(paths.display(file)) cannot be read.")
      }
      let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
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
    guard let start = PastMoment.read(since, now: now, zone: zone) else {
      throw ValidationError("--since \(since) is no time. \(PastMoment.forms)")
    }
    return start
  }
}

/// A moment in the past as a person types it.
enum PastMoment {
  static let forms =
    "The forms are 90min, 24h, 7d, 2w (so long ago), 2026-11-20 and \"2026-11-20 14:00\" (your own zone), and "
    + "2026-11-20T14:00:00Z."

  static func read(_ text: String, now: Date, zone: LocalZone) -> Date? {
    let text = text.trimmingCharacters(in: .whitespaces)
    if let seconds = ago(text) { return now.addingTimeInterval(-seconds) }
    if let date = ISO8601.date(text) { return date }
    let parts = text.split(separator: text.contains("T") ? "T" : " ", omittingEmptySubsequences: false)
    guard let day = parts.first, parts.count <= 2 else { return nil }
    let time = parts.count == 2 ? String(parts[1]) : "00:00"
    let whole = time.split(separator: ":").count == 2 ? "\(time):00" : time
    // The wall clock's time as if it were UTC; the offset of about that moment makes it the zone's.
    guard let wall = ISO8601.date("\(day)T\(whole)Z") else { return nil }
    let guess = wall.addingTimeInterval(-Double(zone.secondsFromGMT(for: wall)))
    return wall.addingTimeInterval(-Double(zone.secondsFromGMT(for: guess)))
  }

  private static func ago(_ text: String) -> Double? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let units = ["min": 60.0, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
    guard digits.count <= 6, let count = Double(digits) else { return nil }
    let unit = text.dropFirst(digits.count).trimmingCharacters(in: .whitespaces)
    return units[unit].map { $0 * count }
  }
}

/// The history of one connection's company.
struct KeptHistory {
  let store: HistoryStore
  let key: CompanyKey
  let paths: Paths
  /// The quiet limits of the profile.
  let limits: @Sendable (Int) -> HealthLimits

  struct Seen: Sendable {
    var histories: [SubscriptionHistory]
    var watched: [WatchedSpan]
  }

  static func open(_ options: ConnectionOptions, _ environment: AppEnvironment) async throws -> KeptHistory {
    let (variables, paths, now) = (environment.variables, environment.paths, environment.clock.now())
    let config = try await BlockingWork.run { () throws(ConfigurationProblem) in try ConfigFile.read(paths) }
    guard config.keepsHistory else {
      throw CommandExit(
        .configuration, "History is turned off in \(paths.display(paths.configFile)) (history = false).")
    }
    let source = try ConnectionSource.resolve(
      try options.source(in: environment), environment: variables, config: config, paths: paths)
    let keys = CompanyKeys(baseURL: source.baseURL, profile: source.profile, paths: paths)
    do {
      let (store, key) = try await BlockingWork.run { () throws(any Error) -> (HistoryStore, CompanyKey) in
        let store = try HistoryStore.open(paths.history, now: now)
        return (store, try choose(keys, try store.companies(origin: keys.origin, now: now)))
      }
      return KeptHistory(store: store, key: key, paths: paths, limits: config.limits(of: source.profile))
    } catch let problem as HistoryProblem {
      throw CommandExit(.inputOutput, problem.sentence(paths))
    }
  }

  /// The profile's company; without a pin the only one that was seen at this address.
  private static func choose(_ keys: CompanyKeys, _ seen: [Int]) throws -> CompanyKey {
    if let pinned = keys.pinned { return keys.key(pinned) }
    guard seen.count < 2 else {
      throw CommandExit(
        .usage,
        "hooktop has seen \(seen.count) companies at \(keys.origin), and this connection belongs to none of them for "
          + "certain: use a profile that has been used before.")
    }
    return keys.key(seen.first ?? 0)
  }

  func seen(_ ids: [Int]?, since: Date, now: Date) async throws -> Seen {
    let (store, key, paths) = (store, key, paths)
    do throws(HistoryProblem) {
      return try await BlockingWork.run { () throws(HistoryProblem) in
        Seen(
          histories: try store.histories(of: key, ids: ids, since: since, now: now),
          watched: try store.watched(of: key, since: since, now: now))
      }
    } catch {
      throw CommandExit(.inputOutput, error.sentence(paths))
    }
  }
}
