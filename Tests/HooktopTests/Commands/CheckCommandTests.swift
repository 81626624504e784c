import ArgumentParser
import FintoroAPI
import FintoroWebhooks
import Foundation
import Glibc
import History
import TestSupport
import Testing

@testable import FintoroSandbox
@testable import hooktop

@Suite("check, run as a monitor runs it")
struct CheckCommandTests {
  @Test("The sandbox's company is critical, and the first line says why")
  func critical() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["check"])
      #expect(run.exit == .exited(2))
      #expect(run.standardError == "")
      let first = try #require(run.standardOutput.split(separator: "\n").first)
      #expect(
        first.hasPrefix("CRITICAL: 1 failing, 1 never ok, 1 recovered, 1 silent of 11 subscriptions; ERP sync (801) "))
      #expect(first.contains(" n_failing=1;;0 "))
      #expect(first.contains(/\ id801_last_success_age=\d+s/))
      #expect(run.standardOutput.split(separator: "\n").count == 5)
    }
  }

  @Test(
    "Thresholds and filters decide the status",
    arguments: [
      (["--filter", "state:ok"], 0), (["--filter", "state:recovered"], 1), (["--filter", "state:failing"], 2),
      (["--filter", "name:nobody"], 3), (["--filter", "name:nobody", "--empty-state", "ok"], 0),
      (["--filter", "state:ok", "--warning", "age=10s"], 1), (["--filter", "state:ok", "--quiet", "10s"], 3),
      (["--filter", "id:806", "--quiet", "10s", "--critical", "quiet=0"], 2),
    ] as [([String], Int32)])
  func statuses(_ arguments: [String], _ status: Int32) async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(["check"] + arguments)
      #expect(run.exit == .exited(status), "\(run.standardOutput)")
    }
  }

  /// Every fault of the sandbox, and what a check says of it.
  private static let everyFault: [(fault: String, status: Int32)] = [
    ("401", 3), ("403", 3), ("429=7", 3), ("500", 3), ("503", 3), ("html", 3), ("html=502", 3),
    ("redirect=https://login.example.com", 3), ("refuse", 3), ("drop-before", 3), ("drop-after", 3), ("cut=300", 3),
    ("cut-json", 3), ("wrong-types", 1), ("extra-fields", 2), ("unknown-events", 2), ("huge-list=50", 2),
    ("dribble", 3),
    ("delay=60", 3), ("hold=60", 3),
  ]

  @Test("Under each fault of the sandbox it ends with 0 to 3 and one sentence", arguments: Self.everyFault)
  func faults(_ fault: String, _ status: Int32) async throws {
    try await RunningSandbox.run { sandbox in
      await sandbox.server.inject(try Fault(fault))
      // Only what never comes is to be waited for a short time: a busy machine may be slow with the rest.
      let run = try await sandbox.hooktop(["check"] + (status == 3 ? ["--timeout", "2"] : []))
      #expect(run.exit == .exited(status), "\(run.standardOutput)")
      #expect(run.standardError == "")
      let first = String(run.standardOutput.split(separator: "\n").first ?? "")
      if status == 3 {
        #expect(first.hasPrefix("UNKNOWN: Could not ask Fintoro: "), "\(first)")
        #expect(!first.contains("|"))
      }
    }
  }

  @Test("No fault of the sandbox is left out")
  func allFaults() {
    let names = Set(Self.everyFault.map { $0.fault.prefix { $0 != "=" } })
    #expect(Set(FaultKind.allCases.map { Substring($0.rawValue) }).subtracting(names) == [])
  }

  @Test("Where Fintoro could not be asked, --timeout-state is the state")
  func timeoutState() async throws {
    try await RunningSandbox.run { sandbox in
      await sandbox.server.inject(try Fault("delay=60"))
      let run = try await sandbox.hooktop(["check", "--timeout", "1", "--timeout-state", "critical"])
      #expect(run.exit == .exited(2))
      #expect(run.standardOutput.hasPrefix("CRITICAL: Could not ask Fintoro: "))
    }
  }

  @Test(
    "A single lost answer or error of the server is no alarm: the list is read again",
    arguments: ["503", "drop-after", "cut=300"])
  func secondTry(_ fault: String) async throws {
    try await RunningSandbox.run { sandbox in
      await sandbox.server.inject(try Fault("\(fault) x1"))
      #expect(try await sandbox.hooktop(["check"]).exit == .exited(2))
    }
  }

  @Test(
    "A bad command line is UNKNOWN, told on stdout and not on stderr",
    arguments: [
      (["check", "--nothing"], "UNKNOWN: Unknown option '--nothing'"),
      (["--timeout", "3", "check", "more"], "UNKNOWN: `hooktop check` does not take the argument “more”."),
      (["check", "check"], "UNKNOWN: `hooktop check` does not take the argument “check”."),
      (["--at", "2026-01-01", "check"], "UNKNOWN: --at goes with the dashboard alone"),
      (["check", "--timeout", "0"], "UNKNOWN: --timeout takes whole seconds from 1 to 3600."),
      (
        ["check", "--filter", "state:faling"],
        "UNKNOWN: --filter, column 7: Unknown state “faling”. Did you mean failing?"
      ),
      (["check", "--critical", "faling=1"], "UNKNOWN: Unknown name “faling” in a threshold. Did you mean failing?"),
      (["check", "--quiet", "soon"], "UNKNOWN: --quiet soon is no time; write one such as 90min, 12h or 7d."),
      (["check", "--profile", "nobody"], "UNKNOWN: --profile and HOOKTOP_BASE_URL are both given"),
      (["check", "--help"], "UNKNOWN: Nothing was checked, only help was printed."),
    ] as [([String], String)])
  func badCommandLine(_ arguments: [String], _ says: String) async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop(arguments)
      #expect(run.exit == .exited(3))
      #expect(run.standardOutput.hasPrefix(says), "\(run.standardOutput)")
      #expect(run.standardError == "")
    }
  }

  @Test("A monitor that cannot read the result does not read OK")
  func closedOutput() async throws {
    try await RunningSandbox.run { sandbox in
      let environment = sandbox.account.merging(["HOME": sandbox.folder.path]) { $1 }
      let run = try await ProcessRun.run(
        "sh", ["-c", "\"$0\" check --filter state:ok > /dev/full", BuiltProduct.path("hooktop")],
        environment: environment)
      #expect(run.exit == .exited(3))
    }
  }

  @Test(
    "Whatever it dies of, it ends with UNKNOWN and a sentence",
    arguments: [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS, SIGTERM, SIGQUIT, SIGXCPU])
  func killed(by number: Int32) async throws {
    try await RunningSandbox.run { sandbox in
      await sandbox.server.inject(try Fault("hold=60"))
      let process = try BackgroundProcess(
        BuiltProduct.path("hooktop"), ["check"],
        environment: sandbox.account.merging(["HOME": sandbox.folder.path]) { $1 }, output: sandbox.folder.join("said"))
      try await process.wait("request") { await !sandbox.server.recordedRequests().isEmpty }
      process.send(signal: number)
      #expect(try await process.waitForExit() == .exited(3))
      #expect(process.output.hasPrefix("UNKNOWN: ") && process.output.hasSuffix(".\n"), "\(process.output)")
      #expect(process.errors == "")
    }
  }

  @Test("A refused token is UNKNOWN, whatever --timeout-state says: it does not pass by itself")
  func refusedToken() async throws {
    try await RunningSandbox.run { sandbox in
      await sandbox.server.inject(try Fault("401 x2"))
      let run = try await sandbox.hooktop(["check", "--timeout-state", "ok"])
      #expect(run.exit == .exited(3) && run.standardOutput.hasPrefix("UNKNOWN: Could not ask Fintoro: "), "\(run)")
    }
  }

  @Test("A state folder that cannot be used makes a threshold that needs it UNKNOWN, with the reason")
  func unusableState() async throws {
    try await RunningSandbox.run { sandbox in
      try sandbox.folder.write("", to: ".local/state")
      let asked = ["check", "--filter", "state:ok", "--warning", "gaps=0"]
      let run = try await sandbox.hooktop(asked)
      #expect(run.exit == .exited(3) && run.standardOutput.hasPrefix("UNKNOWN: 3 ok of 3 subscriptions; "), "\(run)")
      #expect(run.standardOutput.contains(".local/state") && !run.standardOutput.contains("history off"))
      #expect(try await sandbox.hooktop(["check", "--filter", "state:ok"]).exit == .exited(0))
    }
  }

  @Test(
    "A filter by state leaves out nothing whose state cannot be known",
    arguments: [("wrong-types=isActive", 1), ("wrong-types=lastSuccessAt", 3)] as [(String, Int32)])
  func unknownStates(_ fault: String, _ status: Int32) async throws {
    try await RunningSandbox.run { sandbox in
      await sandbox.server.inject(try Fault("\(fault) GET"))
      for filter in ["state:failing,never-ok", "failing", "-state:ok", "event:invoices.paid state:failing"] {
        let run = try await sandbox.hooktop(["check", "--filter", filter, "--empty-state", "ok"])
        #expect(run.exit == .exited(status), "\(filter): \(run.standardOutput)")
      }
      let short = try await sandbox.hooktop(["status", "--short", "--max-age", "0s"]).standardOutput
      #expect(!short.contains("✔"), "\(short)")
    }
  }

  @Test("Where the history cannot be read, it says what it did not count, whatever is asked for")
  func unusableHistory() async throws {
    try await RunningSandbox.run { sandbox in
      _ = try await sandbox.hooktop(["check"])
      let file = ".local/state/hooktop/history.sqlite"
      try FileManager.default.removeItem(atPath: sandbox.folder.join(file))
      try FileManager.default.createDirectory(atPath: sandbox.folder.join(file), withIntermediateDirectories: false)
      let run = try await sandbox.hooktop(["check", "--filter", "state:ok"])
      #expect(run.exit == .exited(0) && run.standardOutput.contains("history.sqlite"), "\(run.standardOutput)")
    }
  }

  @Test("Names with control bytes reach neither a pager nor a table of values as they are")
  func hostileNames() async throws {
    try await RunningSandbox.run(SandboxConfiguration(scenario: .hostile)) { sandbox in
      for command in [["check", "--verbose"], ["list", "--csv"], ["show", "--filter", "-name:nobody", "--csv"]] {
        let output = try await sandbox.hooktop(command).standardOutput
        #expect(output.count > 500)
        let controls = output.unicodeScalars.filter {
          $0.properties.generalCategory == .control && !["\n", "\r", "\t"].contains($0)
        }
        #expect(controls.isEmpty, "\(command): \(controls.map(\.value))")
      }
    }
  }

  @Test("It adds what it sees to the history, and counts the gaps that are open there")
  func gaps() async throws {
    try await RunningSandbox.run { sandbox in
      let run = try await sandbox.hooktop([
        "check", "--filter", "state:failing", "--critical", "failing=off", "--warning", "gaps=0",
      ])
      #expect(run.exit == .exited(1))
      #expect(run.standardOutput.hasPrefix("WARNING: 1 open gap of 1 subscription;"), "\(run.standardOutput)")
      #expect(try await sandbox.hooktop(["gaps", "ack", "801"]).exit == .exited(0))
      let known = try await sandbox.hooktop([
        "check", "--filter", "state:failing", "--critical", "failing=off", "--warning", "gaps=0",
      ])
      #expect(known.exit == .exited(0) && known.standardOutput.contains(" n_gaps_open=0;0 "), "\(known.standardOutput)")
      try sandbox.folder.write("history = false\n", to: ".config/hooktop/config.toml")
      let off = try await sandbox.hooktop(["check", "--filter", "state:ok", "--warning", "gaps=0"])
      #expect(off.exit == .exited(0))
      #expect(off.standardOutput.contains("; history off |"))
    }
  }

  @Test("It learns from the history what is usual, and warns where another one got what one misses")
  func missed() async throws {
    let folder = try TemporaryFolder()
    let now = Date(timeIntervalSince1970: 1_800_000_000)
    var environment = try AppEnvironment.system
    environment.paths = folder.paths
    environment.clock = LiveClock(now: { now }, zone: .gmt, random: { 0 }, newKey: { IdempotencyKey(rawValue: "key") })
    let account = try Account(
      APIConnection(
        baseURL: try BaseURL("https://app.fintoro.sk/api/public/v1"),
        token: try #require(AccessToken("fintoro_0123456789"))),
      profile: nil, config: .empty, log: nil, environment: environment)
    func answer(at date: Date, _ successes: [Date]) -> Answer<SubscriptionList> {
      let subscriptions = zip([807, 808], successes).map { id, success in
        ListedSubscription.readable(
          Subscription(
            id: id, companyID: 15, name: "S\(id)", url: "https://acme.sk/h",
            subscribedEvents: [EventType("invoices.paid")], lastSuccessAt: Timestamp(success),
            createdAt: Timestamp(now - 86_400 * 90)))
      }
      return Answer(SubscriptionList(subscriptions), context: AnswerContext(receivedAt: date, serverDate: date))
    }
    let store = try #require(try await account.history.store())
    let keys = CompanyKeys(baseURL: account.client.connection.baseURL, profile: nil, paths: folder.paths)
    for hours in (24...480).reversed() {
      let date = now - Double(hours) * 3_600
      let list = answer(at: date, [date - 40, date - 30]).value
      try store.record(list, of: keys.key(15), at: date, pause: 7_200)
    }
    let report = try await CheckCommand.parse([]).report(of: answer(at: now, [now - 60, now - 86_400]), account)
    #expect(report.status == .warning, "\(report.text)")
    #expect(report.text.hasPrefix("WARNING: 1 missed of 2 subscriptions; S808 (808) ok, overdue |"), "\(report.text)")
    let overdue = try await CheckCommand.parse(["--filter", "is:overdue"])
      .report(of: answer(at: now + 7 * 3_600, [now - 60, now - 86_400]), account)
    #expect(overdue.text.hasPrefix("WARNING: 1 missed of 1 subscription;"), "\(overdue.text)")
  }
}
