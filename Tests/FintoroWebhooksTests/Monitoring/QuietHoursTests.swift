import FintoroWebhooks
import Foundation
import Testing

@Suite("Quiet hours")
struct QuietHoursTests {
  @Test("They may go over midnight, by the clock of the zone")
  func hours() throws {
    let night = try #require(QuietHours("22:00-07:00"))
    func at(_ hour: Double) -> Date { Date(timeIntervalSince1970: 1_799_971_200 + hour * 3_600) }
    #expect([22, 23.5, 0, 6.99].allSatisfy { night.contain(at($0), in: .gmt) })
    #expect([7, 12, 21.99].allSatisfy { !night.contain(at($0), in: .gmt) })
    #expect(night.contain(at(21.5), in: LocalZone(secondsFromGMT: 3_600)))
    let noon = try #require(QuietHours("12:00-13:30"))
    #expect(noon.contain(at(13), in: .gmt) && !noon.contain(at(14), in: .gmt))
  }

  @Test(
    "Anything else is refused", arguments: ["", "22-7", "22:00", "22:00-22:00", "24:00-07:00", "22:60-07:00", "a-b"])
  func refused(_ text: String) { #expect(QuietHours(text) == nil) }
}
