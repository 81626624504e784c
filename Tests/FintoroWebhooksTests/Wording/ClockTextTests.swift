import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("Times in words")
struct ClockTextTests {
  private let bratislava: LocalZone

  init() throws {
    bratislava = try #require(LocalZone(identifier: "Europe/Bratislava"))
  }

  @Test(
    "A time is as short as the day allows",
    arguments: [
      ("2026-11-23T14:05:42Z", "14:05:42"), ("2026-11-23T00:00:00Z", "00:00:00"),
      ("2026-11-22T23:59:59Z", "22 Nov 23:59:59"), ("2026-11-24T00:00:00Z", "24 Nov 00:00:00"),
      ("2026-10-23T14:05:42Z", "23 Oct 14:05:42"), ("2026-01-01T00:00:00Z", "1 Jan 00:00:00"),
      ("2025-12-31T23:59:59Z", "31 Dec 2025 23:59"), ("2027-01-01T00:00:00Z", "1 Jan 2027 00:00"),
      ("2025-11-23T14:10:00Z", "23 Nov 2025 14:10"),
    ])
  func clock(_ time: String, _ text: String) {
    #expect(TimeText.clock(moment(time), at: now, in: .gmt) == text)
  }

  @Test("Midnight and the year's end are those of the person's zone, not of UTC")
  func midnight() {
    let before = moment("2026-12-31T22:59:59Z")
    let after = moment("2026-12-31T23:00:01Z")
    #expect(TimeText.clock(before, at: after, in: bratislava) == "31 Dec 2026 23:59")
    #expect(TimeText.clock(after, at: before, in: bratislava) == "1 Jan 2027 00:00")
    #expect(TimeText.clock(before, at: after, in: .gmt) == "22:59:59")
    let evening = moment("2026-11-23T22:30:00Z")
    #expect(TimeText.clock(evening, at: moment("2026-11-23T23:30:00Z"), in: bratislava) == "23 Nov 23:30:00")
  }

  @Test("Around a change to winter time the same clock time has two offsets")
  func winterTime() {
    let first = moment("2026-10-25T00:30:00Z")
    let second = moment("2026-10-25T01:30:00Z")
    #expect(TimeText.clock(first, at: first, in: bratislava) == "02:30:00")
    #expect(TimeText.clock(first, at: second, in: bratislava) == "02:30:00 +02:00")
    #expect(TimeText.clock(second, at: first, in: bratislava) == "02:30:00 +01:00")
    #expect(TimeText.clock(second, at: second, in: bratislava) == "02:30:00")
    #expect(TimeText.exact(first, in: bratislava) == "2026-10-25 02:30:00 +02:00")
    #expect(TimeText.exact(second, in: bratislava) == "2026-10-25 02:30:00 +01:00")
  }

  @Test("A deadline behind a change of the clocks has its offset, a time of long ago has not")
  func acrossTheChange() {
    let saturday = moment("2026-10-24T22:00:00Z")
    #expect(TimeText.clock(moment("2026-10-25T08:00:00Z"), at: saturday, in: bratislava) == "09:00:00 +01:00")
    #expect(TimeText.clock(moment("2026-10-27T08:00:00Z"), at: saturday, in: bratislava) == "27 Oct 09:00:00 +01:00")
    #expect(TimeText.minute(moment("2026-10-25T08:00:00Z"), at: saturday, in: bratislava) == "09:00 +01:00")
    #expect(TimeText.clock(moment("2026-03-01T08:00:00Z"), at: saturday, in: bratislava) == "1 Mar 09:00:00")
  }

  @Test("Around a change to summer time an hour is left out")
  func summerTime() {
    #expect(TimeText.exact(moment("2026-03-29T00:59:59Z"), in: bratislava) == "2026-03-29 01:59:59 +01:00")
    #expect(TimeText.exact(moment("2026-03-29T01:00:00Z"), in: bratislava) == "2026-03-29 03:00:00 +02:00")
  }

  @Test(
    "An exact time has its offset, in both directions and with minutes",
    arguments: [
      (0, "2026-11-23 14:10:00 +00:00"), (3_600, "2026-11-23 15:10:00 +01:00"),
      (-12_600, "2026-11-23 10:40:00 -03:30"), (20_700, "2026-11-23 19:55:00 +05:45"),
      (50_400, "2026-11-24 04:10:00 +14:00"), (-1_800, "2026-11-23 13:40:00 -00:30"),
    ])
  func exact(_ offset: Int, _ text: String) {
    #expect(TimeText.exact(now, in: LocalZone(secondsFromGMT: offset)) == text)
  }

  @Test("An exact time reads back as the same second")
  func readsBack() {
    var numbers = SeededGenerator(seed: 6)
    for _ in 0..<1_000 {
      let date = moment("1990-01-01T00:00:00Z") + Double(Int.random(in: 0...2_000_000_000, using: &numbers))
      let parts = TimeText.exact(date, in: bratislava).split(separator: " ")
      #expect(ISO8601.date("\(parts[0])T\(parts[1])\(parts[2])") == date)
    }
  }
}
