import FintoroWebhooks
import Foundation
import Testing

@Suite("Timestamp")
struct TimestampTests {
  @Test("A readable time keeps the text as it came beside what it means")
  func readable() {
    let text = "2026-03-18T16:04:05.250+01:00"
    let timestamp = Timestamp(iso8601: text)
    #expect(timestamp.date == Date(timeIntervalSince1970: 1_773_846_245.25))
    #expect(timestamp.raw == text)
  }

  @Test("Null, an absent key and garbage are three different things, and none of them is a time")
  func others() {
    let all: [Timestamp] = [.never, .absent, .unreadable(""), .unreadable("soon")]
    #expect(Set(all).count == 4)
    #expect(all.allSatisfy { $0.date == nil })
    #expect(all.map(\.raw) == [nil, nil, "", "soon"])
  }

  @Test("A time made here is written as the API would")
  func madeHere() {
    #expect(Timestamp(now) == Timestamp(iso8601: "2026-11-23T14:10:00Z"))
  }
}
