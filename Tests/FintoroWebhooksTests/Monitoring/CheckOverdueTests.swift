import FintoroWebhooks
import Foundation
import Testing

@Suite("What check says of silence that is longer than usual")
struct CheckOverdueTests {
  private static let now = CheckReportTests.now

  /// One that got a delivery an hour for twenty days and nothing since yesterday.
  private static func subject(witness: Bool, knowsRhythms: Bool = true) throws -> CheckSubject {
    let last = now - 86_400
    let successes = (0...480).reversed().map { hours in
      let date = last - Double(hours) * 3_600
      return SeenSuccess(at: date, seenAt: date + 30)
    }
    let watched = [WatchedSpan(from: successes[0].at - 60, to: now)]
    let rhythm = try #require(Rhythm(successes, watched: watched, calendar: .sk, until: now))
    let silent = CheckReportTests.subscription(808, "Bank", success: 86_400)
    let all = [silent] + (witness ? [CheckReportTests.subscription(806, "WMS", success: 40)] : [])
    let time = ServerTime(now: now)
    let contexts = DeliveryContexts(knowsRhythms ? [808: rhythm] : [:], among: all)
    return CheckSubject(
      all.map { AssessedSubscription($0, at: time, context: contexts[$0.id]) }, openGaps: 0, knowsRhythms: knowsRhythms,
      time: time, zone: .gmt)
  }

  @Test("It is counted, and no alarm while nobody can know whether its events have happened")
  func overdue() throws {
    let subject = try Self.subject(witness: false)
    let report = CheckReport(subject, CheckThresholds())
    #expect(report.status == .ok)
    #expect(report.text.contains(" n_overdue=1 n_missed=0;0 "))
    let warned = CheckReport(subject, try CheckReportTests.thresholds(warning: ["overdue=0"]))
    #expect(warned.status == .warning)
    #expect(warned.text.hasPrefix("WARNING: 1 overdue of 1 subscription; Bank (808) ok, overdue |"), "\(warned.text)")
    #expect(warned.text.contains("\n808 Bank, ok, overdue: "))
  }

  @Test("With a witness it is a warning, unless that is turned off")
  func missed() throws {
    let subject = try Self.subject(witness: true)
    let report = CheckReport(subject, CheckThresholds())
    #expect(report.status == .warning)
    #expect(
      report.text.hasPrefix("WARNING: 1 missed of 2 subscriptions; Bank (808) ok, overdue |"), "\(report.text)")
    #expect(report.text.contains("“WMS” got a delivery at "))
    #expect(CheckReport(subject, try CheckReportTests.thresholds(warning: ["missed=off"])).status == .ok)
  }

  @Test("Without history it is not counted, and that is said where somebody asked for it")
  func off() throws {
    let subject = try Self.subject(witness: true, knowsRhythms: false)
    let report = CheckReport(subject, try CheckReportTests.thresholds(warning: ["overdue=0"]))
    #expect(report.status == .ok && report.text.contains("; history off |") && !report.text.contains("n_overdue"))
    #expect(!CheckReport(subject, CheckThresholds()).text.contains("history off"))
  }
}
