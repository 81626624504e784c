import FintoroWebhooks
import Foundation
import Testing

@Suite("What check says")
struct CheckReportTests {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)

  static func subscription(
    _ id: Int, _ name: String, success: Double? = nil, failure: Double? = nil, isActive: Bool = true
  )
    -> Subscription
  {
    func at(_ ago: Double?) -> Timestamp { ago.map { Timestamp(now.addingTimeInterval(-$0)) } ?? .never }
    return Subscription(
      id: id, name: name, url: "https://acme.sk/h", isActive: isActive, subscribedEvents: [EventType("invoices.paid")],
      lastSuccessAt: at(success), lastFailureAt: at(failure), createdAt: at(30 * 86_400))
  }

  static func subject(_ subscriptions: [Subscription], gaps: Int? = 0) -> CheckSubject {
    let time = ServerTime(now: now)
    return CheckSubject(
      subscriptions.map { AssessedSubscription($0, at: time) }, openGaps: gaps, time: time, zone: .gmt)
  }

  static let failing = subscription(801, "ERP", success: 7_230, failure: 60)
  static let quiet = subscription(810, "Archive", success: 9 * 86_400)
  static let ok = subscription(806, "WMS", success: 40)

  static func thresholds(warning: [String] = [], critical: [String] = []) throws -> CheckThresholds {
    var thresholds = CheckThresholds()
    for text in warning { try thresholds.set(text, for: .warning) }
    for text in critical { try thresholds.set(text, for: .critical) }
    return thresholds
  }

  @Test("A pager reads status, counts and the worst one first; the data follows behind a bar, the reasons below")
  func whole() {
    let report = CheckReport(Self.subject([Self.ok, Self.failing, Self.quiet]), CheckThresholds())
    #expect(report.status == .critical)
    let lines = report.text.split(separator: "\n").map(String.init)
    #expect(
      lines[0] == "CRITICAL: 1 failing of 3 subscriptions; ERP (801) failing, gives up 11:05 | n_total=3 n_failing=1;;0"
        + " n_never_ok=0;;0 n_recovered=0;0 n_silent=0;0 n_disabled=0 n_odd=0 n_new=0 n_quiet=1 n_ok=1"
        + " n_unreadable=0;0 n_gaps_open=0 id806_last_success_age=40s id801_last_success_age=7230s"
        + " id810_last_success_age=777600s")
    #expect(lines.count == 2)
    #expect(lines[1].hasPrefix("801 ERP, failing: Failing. Last success 05:59:30."))
  }

  @Test("Where all is well it says what there is, and --verbose every subscription")
  func allOK() {
    let report = CheckReport(Self.subject([Self.ok, Self.quiet]), CheckThresholds(), isVerbose: true)
    #expect(report.status == .ok)
    #expect(report.text.hasPrefix("OK: 1 quiet, 1 ok of 2 subscriptions | n_total=2 "))
    #expect(report.text.split(separator: "\n").count == 3)
  }

  @Test(
    "What was asked and cannot be known is UNKNOWN; with history off it says so",
    arguments: ["gaps", "overdue", "missed"])
  func unknownHistory(_ measure: String) throws {
    var subject = Self.subject([Self.ok], gaps: nil)
    let asked = try Self.thresholds(critical: ["\(measure)=0"])
    let off = CheckReport(subject, asked)
    #expect(off.status == .ok && off.text.hasPrefix("OK: 1 ok of 1 subscription; history off | "))
    subject.historyProblem = "~/state is no folder."
    let unknown = CheckReport(subject, asked)
    #expect(unknown.status == .unknown)
    #expect(unknown.text == "UNKNOWN: 1 ok of 1 subscription; ~/state is no folder.\n~/state is no folder.\n")
    #expect(CheckReport(subject, CheckThresholds()).status == .ok)
    subject.subscriptions.append(AssessedSubscription(Self.failing, at: ServerTime(now: Self.now)))
    #expect(CheckReport(subject, asked).status == .critical)
  }

  @Test("One whose times cannot be read may be in any state: UNKNOWN, unless a threshold judges it")
  func unreadableTimes() throws {
    var odd = Self.ok
    odd.lastSuccessAt = .unreadable("yesterday")
    let subject = Self.subject([odd, Self.quiet])
    let report = CheckReport(subject, CheckThresholds())
    #expect(report.status == .unknown)
    #expect(
      report.text.hasPrefix(
        "UNKNOWN: 1 with times that cannot be read of 2 subscriptions; WMS (806) odd\n806 WMS, odd: "))
    #expect(CheckReport(subject, try Self.thresholds(warning: ["odd=1"])).status == .ok)
    #expect(CheckReport(Self.subject([odd, Self.failing]), CheckThresholds()).status == .critical)
  }

  @Test("Thresholds move every border, also of a state that is no trouble by itself")
  func thresholds() throws {
    func status(_ subscriptions: [Subscription], warning: [String] = [], critical: [String] = []) throws -> CheckStatus
    {
      CheckReport(Self.subject(subscriptions, gaps: 3), try Self.thresholds(warning: warning, critical: critical))
        .status
    }
    #expect(try status([Self.failing], critical: ["failing=1"]) == .ok)
    #expect(try status([Self.failing], critical: ["failing=off"]) == .ok)
    #expect(try status([Self.failing], warning: ["failing=0"], critical: ["failing=5"]) == .warning)
    #expect(try status([Self.quiet], warning: ["quiet=0"]) == .warning)
    #expect(try status([Self.ok], critical: ["age=30s"]) == .critical)
    #expect(try status([Self.ok], critical: ["age=1min"]) == .ok)
    #expect(try status([Self.ok], critical: ["ok=2:"]) == .critical)
    #expect(try status([Self.ok], warning: ["gaps=2"]) == .warning)
    #expect(try status([Self.ok], warning: ["gaps=3"]) == .ok)
  }

  @Test("Without history gaps change nothing, and that is said where somebody asked for them")
  func historyOff() throws {
    let report = CheckReport(Self.subject([Self.ok], gaps: nil), try Self.thresholds(warning: ["gaps=0"]))
    #expect(report.status == .ok)
    #expect(report.text.hasPrefix("OK: 1 ok of 1 subscription; history off |"))
    #expect(!report.text.contains("n_gaps_open"))
    #expect(report.text.hasSuffix("\nhistory off\n"))
  }

  @Test("Nothing to check has the state that was asked for and no data", arguments: CheckStatus.allCases)
  func empty(_ status: CheckStatus) {
    let report = CheckReport(Self.subject([]), CheckThresholds(), whenEmpty: status)
    #expect(report.status == status)
    #expect(report.text == "\(status.word): No subscription to check; nothing matches.\n")
  }

  @Test("A name cannot begin performance data, a line or an escape of its own")
  func hostileName() {
    let hostile = Self.subscription(801, "a | n_failing=0\nOK: all well", success: 7_230, failure: 60)
    let report = CheckReport(Self.subject([hostile]), CheckThresholds())
    #expect(report.text.split(separator: "\n").count == 2)
    #expect(report.text.count { $0 == "|" } == 1)
  }

  @Test("An element that cannot be read is a warning, told with its place")
  func unreadable() {
    var subject = Self.subject([Self.ok])
    subject.unreadable = [UnreadableSubscription(position: 4, id: nil, problem: "`url` is missing")]
    let report = CheckReport(subject, CheckThresholds())
    #expect(report.status == .warning)
    #expect(report.text.hasPrefix("WARNING: 1 unreadable of 2 subscriptions |"))
    #expect(report.text.contains("\nposition 4 unreadable: `url` is missing\n"))
  }

  @Test("Of many failing ones a hundred have a line, and it says how many have none")
  func many() {
    let many = (1...250).map { Self.subscription($0, "S\($0)", success: 7_230, failure: 60) }
    let lines = CheckReport(Self.subject(many), CheckThresholds()).text.split(separator: "\n")
    #expect(lines.count == 102)
    #expect(lines.last == "and 150 more; --verbose has all")
    #expect(!lines[0].contains("last_success_age"))
  }

  @Test("What is wrong counts more than what is not known, and that more than what is well")
  func worst() {
    #expect(CheckStatus.worst([.ok, .unknown]) == .unknown)
    #expect(CheckStatus.worst([.unknown, .warning, .ok]) == .warning)
    #expect(CheckStatus.worst([.unknown, .warning, .critical]) == .critical)
    #expect(CheckStatus.worst([]) == .ok)
  }
}

@Suite("Thresholds as people and monitors type them")
struct ThresholdRangeTests {
  @Test(
    "A range alerts outside of its ends, with @ inside, and is written as it was meant",
    arguments: [
      ("10", [-1.0, 11], [0, 10], "10"), ("10:", [9, -1], [10, 1e6], "10:"), ("~:10", [11], [-1e6, 10], "~:10"),
      ("10:20", [9, 21], [10, 20], "10:20"), ("@10:20", [10, 20], [9, 21], "@10:20"), ("0", [1], [0], "0"),
      ("@0", [0], [1], "@0"), ("0:", [-1], [0, 5], "0:"), (":5", [6, -1], [0, 5], "5"),
    ] as [(String, [Double], [Double], String)])
  func ranges(_ text: String, alerts: [Double], quiet: [Double], written: String) throws {
    let range = try #require(ThresholdRange(text) { Double($0) })
    for value in alerts { #expect(range.alerts(on: value), "\(text) \(value)") }
    for value in quiet { #expect(!range.alerts(on: value), "\(text) \(value)") }
    #expect(range.text == written)
  }

  @Test("What is no range is refused", arguments: ["", ":", "@", "x", "5:1", "1:2:3", "~", "10:x"])
  func refused(_ text: String) {
    #expect(ThresholdRange(text) { Double($0) } == nil)
  }

  @Test(
    "A wrong threshold is told with what would be right",
    arguments: [
      ("failing", "“failing” is no threshold. Write a name and a range, such as failing=2 or age=1d."),
      ("faling=1", "Unknown name “faling” in a threshold. Did you mean failing?"),
      ("failing=-1", "a whole number such as 2"), ("age=soon", "a time such as 90min, 6h or 7d"),
      ("failing=1d", "a whole number such as 2"),
    ])
  func sentences(_ text: String, says: String) {
    var thresholds = CheckThresholds()
    let problem = #expect(throws: CheckThresholdProblem.self) { try thresholds.set(text, for: .warning) }
    #expect(problem?.sentence.contains(says) == true, "\(problem?.sentence ?? "")")
  }

  @Test("A state may be typed as it is shown", arguments: ["never-ok=0", "never_ok=0", "never ok=0", "NEVER-OK=0"])
  func names(_ text: String) throws {
    var thresholds = CheckThresholds()
    try thresholds.set(text, for: .warning)
    #expect(thresholds.warning(.state(.neverOK)) == ThresholdRange(high: 0))
  }
}
