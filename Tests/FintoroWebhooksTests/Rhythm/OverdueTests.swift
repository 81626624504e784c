import FintoroWebhooks
import Foundation
import Testing

@Suite("Overdue")
struct OverdueTests {
  /// Monday, 2 March 2026, midnight in Slovakia.
  private static let monday = Date(timeIntervalSince1970: 1_772_406_000)
  private static let days = 42

  /// An accepted delivery every 40 minutes from 8 to 17 on working days.
  private static let successes: [SeenSuccess] = (0..<days).flatMap { day -> [SeenSuccess] in
    guard !WorkCalendar.sk.isDayOff(WorkCalendar.sk.day(of: time(day, 12))) else { return [] }
    return stride(from: 8.0, to: 17, by: 2 / 3).map { hour in
      SeenSuccess(at: time(day, hour), seenAt: time(day, hour).addingTimeInterval(20))
    }
  }

  /// By the clock of Slovakia, so many days after that Monday.
  private static func time(_ day: Int, _ hour: Double) -> Date {
    // Summer time begins on 29 March.
    let shift: Double = day >= 27 ? 1 : 0
    return monday.addingTimeInterval(Double(day) * 86_400 + (hour - shift) * 3_600)
  }

  private static let end = time(days, 0)
  private static let watched = [WatchedSpan(from: monday, to: end)]

  private static func rhythm(watched: [WatchedSpan] = watched, until: Date = end) -> Rhythm? {
    Rhythm(
      successes.filter { $0.at < until }, watched: watched.map { WatchedSpan(from: $0.from, to: min($0.to, until)) },
      calendar: .sk, until: until)
  }

  private let rhythm: Rhythm

  init() throws { rhythm = try #require(Self.rhythm()) }

  /// The last success of the last Friday (10 April, 16:40).
  private let friday = Self.time(39, 16 + 2 / 3)

  @Test("It knows what is usual on working days, and says how many pauses it saw on how many days")
  func usual() {
    #expect(rhythm.usualOnWorkingDays.map { $0.rounded() } == 2_400)
    #expect(rhythm.usualOnDaysOff == nil)
    #expect(rhythm.count > 300)
    #expect(rhythm.days == Self.days)
  }

  @Test("A weekend makes no silence longer: after Friday evening it is due within Monday's office hours")
  func weekend() throws {
    let due = try #require(rhythm.dueAt(after: friday))
    #expect(due > Self.time(42, 8))
    #expect(due < Self.time(42, 17))
  }

  @Test("In office hours a silence is due within two hours")
  func officeHours() throws {
    let morning = Self.time(39, 9 + 1 / 3)
    let due = try #require(rhythm.dueAt(after: morning))
    #expect((3_600.0...7_800).contains(due.timeIntervalSince(morning)))
  }

  @Test(
    "After a silence that was called too long and ended by itself, the next one must be half as long again",
    arguments: [(120.0, 180.0), (240, 80)])
  func longer(minutes: Double, due: Double) throws {
    // One day's deliveries from 9:20 on did not come for so long. The longer one had a cause: it changes nothing.
    let silence = Self.time(37, 9 + 1 / 3)
    let seen = Self.successes.filter { !($0.at > silence + 60 && $0.at < silence + minutes * 60 - 60) }
    let rhythm = try #require(Rhythm(seen, watched: Self.watched, calendar: .sk, until: Self.end))
    let morning = Self.time(39, 9 + 1 / 3)
    let wait = try #require(rhythm.dueAt(after: morning)).timeIntervalSince(morning) / 60
    #expect((due * 0.95...due * 1.1).contains(wait), "\(wait)")
  }

  @Test("A holiday makes no silence longer either")
  func holiday() throws {
    // Easter Monday, 6 April 2026, follows Good Friday: the last success is Thursday's.
    let thursday = Self.time(31, 16 + 2 / 3)
    let due = try #require(rhythm.dueAt(after: thursday))
    #expect(due > Self.time(36, 8))
  }

  @Test("It says nothing before hooktop has watched on 14 days, nor of fewer than 20 pauses")
  func tooLittle() {
    #expect(Self.rhythm(until: Self.time(13, 0)) == nil)
    #expect(Self.rhythm(until: Self.time(15, 0)) != nil)
    let one = Rhythm(
      Array(Self.successes.prefix(10)), watched: Self.watched, calendar: .sk, until: Self.end)
    #expect(one == nil)
  }

  @Test("Whether any can have a rhythm is told from the watched time alone, and never wrongly denied")
  func possible() {
    for hours in stride(from: 240.0, to: 480, by: 1) {
      let end = Self.time(0, hours)
      guard Self.rhythm(until: end) != nil else { continue }
      #expect(Rhythm.isPossible(watched: [WatchedSpan(from: Self.monday, to: end)]))
    }
    #expect(!Rhythm.isPossible(watched: []))
    #expect(!Rhythm.isPossible(watched: [WatchedSpan(from: Self.monday, to: Self.time(11, 0))]))
    let twice = [Self.time(0, 8), Self.time(20, 8)].map { WatchedSpan(from: $0, to: $0.addingTimeInterval(60)) }
    #expect(Rhythm.isPossible(watched: twice), "on how many days within is looked at later")
  }

  @Test("What was not seen counts as nothing: hours without watching make no rhythm slower")
  func notWatched() throws {
    let mornings = (0..<Self.days).map { WatchedSpan(from: Self.time($0, 7), to: Self.time($0, 12)) }
    let half = try #require(Self.rhythm(watched: mornings))
    #expect(half.usualOnWorkingDays.map { $0.rounded() } == 2_400)
    let morning = Self.time(39, 9 + 1 / 3)
    let due = try #require(half.dueAt(after: morning))
    #expect((3_600.0...10_800).contains(due.timeIntervalSince(morning)))
  }

  private func subscription(
    _ id: Int, success: Date, events: [String] = ["invoices.paid"], isActive: Bool = true
  ) -> Subscription {
    Subscription(
      id: id, name: "Hook \(id)", url: "https://erp.acme.sk", isActive: isActive,
      subscribedEvents: events.map { EventType($0) }, lastSuccessAt: Timestamp(success))
  }

  private func health(_ others: [Subscription], success: Date? = nil, at now: Date) -> Health {
    let own = subscription(801, success: success ?? friday)
    return Health.of(
      own, at: ServerTime(now: now), context: DeliveryContexts([801: rhythm], among: [own] + others)[801])
  }

  private var tuesday: Date { Self.time(43, 10) }

  @Test("The state stays as it is; only a witness makes the weight a warning")
  func weight() {
    let alone = health([], at: tuesday)
    #expect(alone.state == .ok && alone.weight == .good)
    #expect(alone.overdue?.since == friday)
    let seen = health([subscription(802, success: tuesday - 600)], at: tuesday)
    #expect(seen.state == .ok && seen.weight == .warning)
    #expect(seen.overdue?.witness == Overdue.Witness(name: "Hook 802", at: tuesday - 600))
  }

  @Test("A witness gets nothing but the same events, is active, and got one after this one's last success")
  func witnesses() {
    for other in [
      subscription(802, success: tuesday - 600, events: ["invoices.paid", "clients.created"]),
      subscription(802, success: tuesday - 600, events: []),
      subscription(802, success: friday + 20),
      subscription(802, success: tuesday - 600, isActive: false),
      subscription(802, success: tuesday + 600),
    ] { #expect(health([other], at: tuesday).overdue?.witness == nil) }
  }

  @Test("Until it is due nothing is said, and the moment is known at which it will be")
  func notYet() throws {
    let early = health([], at: friday + 60)
    #expect(early.overdue == nil)
    #expect(early.overdueAt == rhythm.dueAt(after: friday))
    #expect(early.nextAssessment == early.overdueAt)
    let due = try #require(early.overdueAt)
    #expect(health([], at: due).overdue != nil)
  }

  @Test("Without a rhythm, and in states where more is known, nothing changes")
  func otherStates() {
    let failing = Subscription.fixture(success: friday, failure: tuesday - 60)
    let context = DeliveryContexts([801: rhythm], among: [])[801]
    #expect(Health.of(failing, at: ServerTime(now: tuesday), context: context).overdue == nil)
    let quiet = health([], at: friday + 20 * 86_400)
    #expect(quiet.state == .quiet && quiet.overdue != nil)
    #expect(Health.of(subscription(801, success: friday), at: ServerTime(now: tuesday)).overdue == nil)
  }

  @Test("It is said in words with its reason and the number of observations, without a percentage")
  func words() {
    let own = subscription(801, success: friday)
    let assessed = AssessedSubscription(
      own, at: ServerTime(now: tuesday),
      context: DeliveryContexts([801: rhythm], among: [own, subscription(802, success: tuesday - 600)])[801])
    let text = HealthReason(assessed, at: ServerTime(now: tuesday), in: .gmt).text
    #expect(text.contains("Overdue: usually a delivery every 40 min on working days, silent for 3 d"))
    #expect(text.contains("“Hook 802” got a delivery at "))
    #expect(text.contains("Learnt from \(rhythm.count) pauses between deliveries on 42 days."))
    #expect(!text.contains("normal for rare events"))
    #expect(!text.contains("%"))
  }
}

@Suite("Working days")
struct WorkCalendarTests {
  /// - Parameter date: such as 2026-11-17; noon in UTC is noon or one o'clock there.
  private func isDayOff(_ date: String, _ calendar: WorkCalendar) throws -> Bool {
    let noon = try #require(ISO8601.date("\(date)T11:00:00Z"))
    return calendar.isDayOff(calendar.day(of: noon))
  }

  @Test(
    "Days off in Slovakia",
    arguments: [
      "2026-01-01", "2026-01-06", "2026-04-03", "2026-04-06", "2026-05-01", "2025-05-08", "2027-05-08", "1997-05-08",
      "2027-07-05", "2018-10-30",
      "2025-08-29", "2023-09-01", "2025-09-15", "2027-09-15", "2024-11-01", "2023-11-17", "2026-12-24", "2026-12-25",
      "2026-12-26", "2026-11-28", "2026-11-29",
    ])
  func slovak(date: String) throws { #expect(try isDayOff(date, .sk)) }

  @Test(
    "Working days in Slovakia that were, or are elsewhere, days off",
    arguments: [
      "2025-09-01", "2026-09-01", "2025-11-17", "2026-11-17", "2026-05-08", "2026-09-15", "2025-10-28", "2026-07-06",
      "2026-09-28", "2026-11-27", "1996-05-08", "2000-11-17", "2024-10-30",
    ])
  func slovakWork(date: String) throws { #expect(try !isDayOff(date, .sk)) }

  @Test(
    "Days off in Czechia",
    arguments: [
      "2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-05-08", "2027-07-05", "2026-07-06", "2026-09-28",
      "2026-10-28", "2026-11-17", "2026-12-24", "2026-12-25",
    ])
  func czech(date: String) throws { #expect(try isDayOff(date, .cz)) }

  @Test("Working days in Czechia", arguments: ["2026-01-06", "2025-08-29", "2026-09-01", "2026-09-15", "2027-11-01"])
  func czechWork(date: String) throws { #expect(try !isDayOff(date, .cz)) }

  @Test(
    "Easter Monday is computed",
    arguments: ["2024-04-01", "2025-04-21", "2026-04-06", "2027-03-29", "2038-04-26", "2049-04-19"])
  func easter(date: String) throws {
    #expect(try isDayOff(date, .sk) && isDayOff(date, .cz) && !isDayOff(date, .none))
  }

  @Test("Without a country only weekends are days off")
  func none() throws {
    #expect(try !isDayOff("2026-01-01", .none) && isDayOff("2026-11-28", .none))
  }

  @Test(
    "Its day is the country's: summer time begins and ends on the last Sundays of March and October",
    arguments: [
      ("2026-03-28T22:59:59Z", "2026-03-28"), ("2026-03-28T23:00:00Z", "2026-03-29"),
      ("2026-03-29T21:59:59Z", "2026-03-29"), ("2026-03-29T22:00:00Z", "2026-03-30"),
      ("2026-10-24T22:00:00Z", "2026-10-25"), ("2026-10-25T22:59:59Z", "2026-10-25"),
      ("2026-10-25T23:00:00Z", "2026-10-26"),
    ])
  func clock(moment: String, day: String) throws {
    let noon = try #require(ISO8601.date("\(day)T11:00:00Z"))
    #expect(WorkCalendar.sk.day(of: try #require(ISO8601.date(moment))) == WorkCalendar.cz.day(of: noon))
  }
}
