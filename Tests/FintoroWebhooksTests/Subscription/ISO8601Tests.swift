import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("Times of the API")
struct ISO8601Tests {
  @Test(
    "A time is read with Z, an offset and fractional seconds, as seconds since 1970",
    arguments: [
      ("2026-03-18T15:04:05Z", 1_773_846_245), ("2026-03-18t15:04:05z", 1_773_846_245),
      ("2026-03-18T15:04:05+00:00", 1_773_846_245), ("2026-03-18T15:04:05-00:00", 1_773_846_245),
      ("2026-03-18T16:04:05+01:00", 1_773_846_245), ("2026-03-18T16:04:05+0100", 1_773_846_245),
      ("2026-03-18T16:04:05+01", 1_773_846_245), ("2026-03-18T09:34:05-05:30", 1_773_846_245),
      ("2026-03-19T00:04:05+09:00", 1_773_846_245), ("2026-03-18T15:04:05.5Z", 1_773_846_245.5),
      ("2026-03-18T15:04:05.125Z", 1_773_846_245.125), ("2026-03-18T15:04:05,125Z", 1_773_846_245.125),
      ("2026-03-18T15:04:05.000000Z", 1_773_846_245), ("2026-03-18T16:04:05.25+01:00", 1_773_846_245.25),
      ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("2000-02-29T00:00:00Z", 951_782_400),
      ("2024-02-29T12:00:00Z", 1_709_208_000), ("2026-12-31T23:59:60Z", 1_798_761_600),
      ("0001-01-01T00:00:00Z", -62_135_596_800), ("9999-12-31T23:59:59Z", 253_402_300_799),
    ])
  func readable(_ text: String, _ seconds: Double) throws {
    let date = try #require(ISO8601.date(text))
    #expect(date.timeIntervalSince1970 == seconds)
  }

  @Test("Microseconds are kept to the microsecond")
  func microseconds() throws {
    let date = try #require(ISO8601.date("2026-03-18T15:04:05.612584Z"))
    #expect(abs(date.timeIntervalSince1970 - 1_773_846_245.612584) < 1e-6)
  }

  @Test(
    "What is not a time, or on no calendar, is not guessed",
    arguments: [
      "", " ", "null", "now", "0", "1773846245", "2026-03-18", "2026-03-18T15:04:05", "2026-03-18T15:04Z",
      "2026-03-18 15:04:05Z", "2026-03-18T15:04:05 Z", " 2026-03-18T15:04:05Z", "2026-03-18T15:04:05Z ",
      "2026-03-18T15:04:05Zxx", "2026-03-18T15:04:05GMT", "2026-03-18T15:04:05Z\0", "2026-02-30T15:04:05Z",
      "2026-02-29T15:04:05Z", "2100-02-29T15:04:05Z", "2026-04-31T15:04:05Z", "2026-13-01T15:04:05Z",
      "2026-00-01T15:04:05Z", "2026-03-00T15:04:05Z", "2026-03-18T24:00:00Z", "2026-03-18T15:60:05Z",
      "2026-03-18T15:04:61Z", "2026-03-18T15:04:05.Z", "2026-03-18T15:04:05+24:00", "2026-03-18T15:04:05+1:00",
      "2026-03-18T15:04:05+01:60", "2026-03-18T15:04:05+01:", "2026-03-18T15:04:05+01:0",
      "2026-03-18T15:04:05+", "26-03-18T15:04:05Z", "12026-03-18T15:04:05Z", "-2026-03-18T15:04:05Z",
      "2026-3-8T5:4:5Z", "20260318T150405Z", "2026-W12-3T15:04:05Z", "٢٠٢٦-03-18T15:04:05Z", "２０２６-03-18T15:04:05Z",
    ])
  func unreadable(_ text: String) {
    #expect(ISO8601.date(text) == nil)
    #expect(Timestamp(iso8601: text) == .unreadable(text))
    #expect(Timestamp(iso8601: text).date == nil)
    #expect(Timestamp(iso8601: text).raw == text)
  }

  @Test("A written time is UTC with whole seconds and is read again as the same time")
  func roundTrip() {
    #expect(ISO8601.text(Date(timeIntervalSince1970: 1_773_846_245)) == "2026-03-18T15:04:05Z")
    #expect(ISO8601.text(Date(timeIntervalSince1970: 1_773_846_245.75)) == "2026-03-18T15:04:05Z")
    var numbers = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let date = Date(timeIntervalSince1970: Double(Int.random(in: -62_000_000_000...250_000_000_000, using: &numbers)))
      // Before 1582 the writer's calendar is the Julian one; the API has no such times.
      guard date > moment("1582-11-01T00:00:00Z") else { continue }
      #expect(ISO8601.date(ISO8601.text(date)) == date)
    }
  }
}
