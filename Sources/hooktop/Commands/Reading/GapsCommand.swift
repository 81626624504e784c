import ArgumentParser
import FintoroAPI
import FintoroWebhooks
import Foundation

/// `hooktop gaps`: when deliveries may be lost, and what is done about it.
struct GapsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps", abstract: "List when deliveries may be lost, from what hooktop saw; tick what is fetched.",
    discussion: """
      A gap begins surely with a failure that was seen, and possibly earlier; it ends with the first answer that shows \
      deliveries accepted again. Events in a disabled one are lost. Open gaps are always listed: one is closed once it \
      has ended, nothing of it is retried any more, and somebody has ticked it. Nothing is sent.
      """,
    subcommands: [GapsDoneCommand.self, GapsAckCommand.self, GapsUnackCommand.self])

  @OptionGroup var connection: ConnectionOptions

  @Option(
    help: ArgumentHelp(
      "Leave out what was closed before: 24h, 7d, or a day such as 2026-11-20 (7d).", valueName: "time"))
  var since = "7d"

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let environment = try AppEnvironment.system
    let (now, zone) = (environment.clock.now(), environment.clock.zone)
    let since = try PastMoment.read(since, of: "--since", now: now, zone: zone)
    let gaps = try await KeptGaps.open(connection, environment, since: since)
    let report = GapReport(gaps.book, since: since, states: gaps.states, now: now, zone: zone)
    try StandardOutput.write(json ? report.json.text : report.table)
    if report.isEmpty, !json {
      StandardError.print(
        "No gap since \(TimeText.exact(since, in: zone)) in what hooktop saw; `hooktop history --json` says when it "
          + "watched.")
    }
  }
}

/// The gap that a command is about.
struct GapOptions: ParsableArguments {
  @Argument(
    help: "The gap, such as 801-k7f2m, its beginning, or a subscription's id where it has one open gap.",
    completion: Completions.gaps)
  var gap: String

  func validate() throws {
    // Every id begins with nothing.
    if gap.allSatisfy(\.isWhitespace) {
      throw ValidationError("The gap is empty; write its id, such as 801-k7f2m, or the id of its subscription.")
    }
  }
}

/// `hooktop gaps done GAP`: what was missed is fetched.
struct GapsDoneCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Tick a gap: what was missed is fetched, or there was nothing to fetch.",
    discussion: "One that goes on cannot be ticked. A later failure that belongs to it makes the tick void.")

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var options: GapOptions

  @Flag(help: "There was nothing to fetch.")
  var nothing = false

  @Flag(help: "Take the tick back.")
  var undo = false

  @Option(help: ArgumentHelp("A few words for whoever looks at it later.", valueName: "text"))
  var note: String?

  func validate() throws {
    if undo, nothing || note != nil { throw ValidationError("--undo takes the tick back; leave the others out.") }
    if let note, note.count > 500 { throw ValidationError("--note has at most 500 characters.") }
  }

  func run() async throws {
    let decision: GapDecision = undo ? .undone : .done(nothing ? .nothingToFetch : .fetched, note: note)
    let (record, name) = try await GapDecider(connection, options.gap).decide { _ in decision }
    StandardError.print("Gap \(record.id.rawValue) of \(name): \(record.tick?.outcome.word ?? "no longer ticked").")
  }
}

/// `hooktop gaps ack GAP`: it is known.
struct GapsAckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack", abstract: "Acknowledge a gap: it is silenced until its subscription's state changes.",
    discussion: "A newer failure alone is no change. The gap stays open and is still listed.")

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var options: GapOptions

  @Option(
    help: ArgumentHelp("Silence it no longer than that: 90min, 4h, 2d, or a time to come.", valueName: "time"))
  var until: String?

  func run() async throws {
    let environment = try AppEnvironment.system
    let (now, zone) = (environment.clock.now(), environment.clock.zone)
    let end = until.flatMap { PastMoment.readAhead($0, now: now, zone: zone) }
    if let until, end == nil {
      throw ValidationError("--until \(until) is no time to come. Write 4h, 2d or \"2026-11-30 08:00\".")
    }
    let (record, name) = try await GapDecider(connection, options.gap).decide { .acknowledge(until: end, state: $0) }
    StandardError.print(
      "Gap \(record.id.rawValue) of \(name): \(record.acknowledgementText(at: now, in: zone) ?? "").")
  }
}

/// `hooktop gaps unack GAP`: takes that back.
struct GapsUnackCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unack", abstract: "Take an acknowledgement back.")

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup var options: GapOptions

  func run() async throws {
    let (record, name) = try await GapDecider(connection, options.gap).decide { _ in .unacknowledge }
    StandardError.print("Gap \(record.id.rawValue) of \(name): no longer acknowledged.")
  }
}

/// Finds the gap that was typed and writes a decision down.
private struct GapDecider {
  let connection: ConnectionOptions
  let typed: String

  init(_ connection: ConnectionOptions, _ typed: String) {
    (self.connection, self.typed) = (connection, typed)
  }

  /// - Parameter decision: of its subscription's state; that is nil where it is not known.
  func decide(_ decision: (HealthState?) -> GapDecision) async throws -> (GapRecord, name: String) {
    let environment = try AppEnvironment.system
    let now = environment.clock.now()
    let gaps = try await KeptGaps.open(connection, environment, since: now)
    let record = try gaps.find(typed, at: now)
    let state = gaps.states[record.gap.subscriptionID]
    guard
      let decided = try await gaps.decide(decision(state), about: record.id, by: environment.person, at: now)
    else {
      let why = record.gap.kind == .disabled ? "it is still disabled" : "deliveries are not accepted yet"
      throw CommandExit(
        .refusedInput, "Gap \(record.id.rawValue) of \(record.subject.name) goes on: \(why). Tick it when it is over.")
    }
    return (decided, record.subject.name)
  }
}
