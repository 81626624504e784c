import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite("Ages and durations in words")
struct TimeTextTests {
  @Test(
    "An age has one unit, rounded down",
    arguments: [
      (0, "now"), (0.9, "now"), (-5, "now"), (-1e9, "now"), (1, "1 s ago"), (59.99, "59 s ago"), (60, "1 min ago"),
      (119, "1 min ago"), (3_599, "59 min ago"), (3_600, "1 h ago"), (86_400, "24 h ago"), (172_799, "47 h ago"),
      (172_800, "2 d ago"), (259_199, "2 d ago"), (31_536_000, "365 d ago"),
    ] as [(Double, String)])
  func age(_ seconds: Double, _ text: String) {
    #expect(TimeText.age(of: now - seconds, at: now) == text)
  }

  @Test(
    "A rough length has one unit and is never negative",
    arguments: [(-1, "0 s"), (0, "0 s"), (0.9, "0 s"), (59.9, "59 s"), (60, "1 min"), (3_600, "1 h"), (172_800, "2 d")]
      as [(Double, String)])
  func rough(_ seconds: Double, _ text: String) {
    #expect(TimeText.rough(seconds) == text)
  }

  @Test(
    "A duration has two units where they help, rounded down",
    arguments: [
      (-3, "0 s"), (0, "0 s"), (42.9, "42 s"), (60, "1 min 00 s"), (250, "4 min 10 s"), (599, "9 min 59 s"),
      (600, "10 min"), (3_599, "59 min"), (3_600, "1 h 00 min"), (11_160, "3 h 06 min"), (172_799, "47 h 59 min"),
      (172_800, "2 d 0 h"), (187_200, "2 d 4 h"),
    ] as [(Double, String)])
  func duration(_ seconds: Double, _ text: String) {
    #expect(TimeText.duration(seconds) == text)
  }

  @Test(
    "No number of seconds ends the program",
    arguments: [.nan, .infinity, -.infinity, 1e300, -1e300, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
      as [Double])
  func total(_ seconds: Double) {
    #expect(!TimeText.rough(seconds).isEmpty)
    #expect(!TimeText.duration(seconds).isEmpty)
    let date = Date(timeIntervalSinceReferenceDate: seconds)
    #expect(!TimeText.age(of: date, at: now).isEmpty)
    #expect(!TimeText.clock(date, at: now, in: .gmt).isEmpty)
    #expect(!TimeText.clock(now, at: date, in: .gmt).isEmpty)
    #expect(!TimeText.exact(date, in: .gmt).isEmpty)
  }

  @Test("The next change of an age is the first moment at which it reads differently")
  func ageChanges() {
    var numbers = SeededGenerator(seed: 5)
    let borders: [Double] = [-300, -1, 0, 0.5, 1, 59, 59.5, 60, 3_599, 3_600, 172_799, 172_800, 259_200]
    let random = (0..<5_000).map { _ in Double.random(in: -400...400_000, using: &numbers) }
    for seconds in borders + random {
      let date = now - seconds
      let change = TimeText.ageChanges(of: date, after: now)
      let age = TimeText.age(of: date, at: now)
      #expect(change > now)
      #expect(TimeText.age(of: date, at: change) != age)
      #expect(TimeText.age(of: date, at: change - 0.001) == age)
    }
  }
}
