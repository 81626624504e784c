import FintoroWebhooks
import Testing

@Suite("Fintoro's delivery schedule")
struct DeliveryScheduleTests {
  @Test("Five attempts start at T, T+10, T+110, T+1110 and T+11110 s")
  func attempts() {
    #expect(DeliverySchedule.attemptOffsets == [0, 10, 110, 1_110, 11_110])
    #expect(DeliverySchedule.attempts == DeliverySchedule.attemptOffsets.count)
    let waits = zip(DeliverySchedule.attemptOffsets.dropFirst(), DeliverySchedule.attemptOffsets).map { $0 - $1 }
    #expect(waits == [10, 100, 1_000, 10_000])
  }

  @Test("A delivery is over 11 160 s after its first attempt: the last offset and five time-outs of 10 s")
  func window() {
    #expect(DeliverySchedule.window == 11_160)
    #expect(DeliverySchedule.window == 11_110 + DeliverySchedule.attempts * DeliverySchedule.attemptTimeout)
    #expect(TimeText.duration(Double(DeliverySchedule.window)) == "3 h 06 min")
  }
}
