import FintoroWebhooks
import Foundation
import Testing

@testable import hooktop

@Suite("Open gaps as check and metrics count them")
struct OpenGapCountTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)

  private func record(_ id: Int, endedAgo: Double? = nil) -> GapRecord {
    let from = now - 50_000
    var gap = Gap(
      of: id, .failures, noticedAt: from, surelyFrom: from, possiblyFrom: from, lastFailureAt: from, url: "https://x")
    if let endedAgo { (gap.end, gap.endedAt) = (.accepted, now - endedAgo) }
    return GapRecord(gap, GapSubject(name: "S\(id)", events: []))
  }

  @Test("Those that go on or are to be fetched count, not those that are closed or that somebody has acknowledged")
  func count() {
    var closed = record(803, endedAgo: 20_000)
    closed.tick = GapTick(.fetched, by: "jano", at: now, endedAt: now - 20_000)
    var acknowledged = record(804)
    acknowledged.acknowledgement = GapAcknowledgement(by: "jano", at: now, state: .failing)
    let records = [record(801), record(802, endedAgo: 20_000), closed, acknowledged]
    let states: [Int: HealthState] = [801: .failing, 802: .ok, 803: .ok, 804: .failing]
    #expect(records.openCount(states, at: now) == 2)
    #expect(records.openCount(states, among: [802, 803, 804], at: now) == 1)
    // An acknowledgement ends with the state that it was made for.
    #expect(records.openCount([804: .disabled], at: now) == 3)
  }
}
