import FintoroWebhooks
import Foundation
import Testing

@testable import FintoroSandbox

@Suite("What is due, and what is remembered")
struct DeliveryBookTests {
  private let start = TestClock.start

  private func event(_ id: Int = 1) -> DomainEvent {
    DomainEvent(type: EventType("invoices.paid"), companyID: 15, resourceID: id, occurredAt: start)
  }

  @Test("Of those that are over the latest 10,000 are remembered, and it is known how many were forgotten")
  func bounded() {
    var book = DeliveryBook()
    for number in 1...10_005 {
      _ = book.add(event(number), to: 801, id: "\(number)", isSimulated: true, at: start)
    }
    #expect(book.openCount == 10_005)
    for due in book.takeDue(at: start, limit: .max) {
      guard case .attempt(let number) = due else { continue }
      _ = book.start(number, at: start)
      _ = book.end(number, .answered(204), at: start, speed: 1)
    }
    #expect(book.openCount == 0)
    #expect(book.deliveries.count == 10_000)
    #expect(book.forgotten == 5)
    #expect(book.log(DeliveryFilter(limit: 1)).map(\.number) == [10_005])
    #expect(book.nextDue == nil)
  }

  @Test("What is due is taken in parts, so that others have their turn in between")
  func parts() {
    var book = DeliveryBook()
    for number in 1...5 { _ = book.add(event(), to: 801, id: "\(number)", isSimulated: true, at: start) }
    #expect(book.takeDue(at: start, limit: 3) == [.attempt(1), .attempt(2), .attempt(3)])
    #expect(book.nextDue == start)
    #expect(book.takeDue(at: start, limit: 3) == [.attempt(4), .attempt(5)])
    #expect(book.nextDue == nil)
  }

  @Test("After a restart everything goes on, and an attempt whose end nobody saw is made again at once")
  func restart() throws {
    var book = DeliveryBook()
    for number in 1...4 { _ = book.add(event(), to: 801, id: "\(number)", isSimulated: false, at: start) }
    #expect(book.takeDue(at: start, limit: .max).count == 4)
    for number in 1...3 { _ = book.start(number, at: start) }
    _ = book.end(1, .answered(204), at: start, speed: 1)
    _ = book.end(2, .answered(500), at: start, speed: 1)
    let later = start + 5
    var again = DeliveryBook(book.saved, at: later)
    #expect(again.deliveries[1] == book.deliveries[1])
    #expect(again.deliveries[2] == book.deliveries[2])
    #expect(again.openCount == 3)
    #expect(again.takeDue(at: later, limit: .max) == [.attempt(4), .attempt(3)])
    #expect(again.nextDue == start + 10)
    #expect(again.takeDue(at: start + 10, limit: .max) == [.attempt(2)])
    #expect(again.add(event(), to: 801, id: "5", isSimulated: false, at: later).number == 5)
  }

  @Test("At most 16 attempts to one subscription run at once, 256 in all, and subscriptions take turns")
  func lanes() {
    var lanes = DeliveryLanes()
    for number in 0..<50 { lanes.add(number, lane: 1) }
    lanes.add(100, lane: 2)
    lanes.add(101, lane: 2)
    var started: [Int] = []
    while let (number, _) = lanes.start() { started.append(number) }
    #expect(started == [0, 100, 1, 101] + Array(2..<16))
    lanes.ended(lane: 1)
    #expect(lanes.start()?.number == 16)
    #expect(lanes.start() == nil)
    for lane in 3..<60 { for number in 0..<10 { lanes.add(lane * 1_000 + number, lane: lane) } }
    var more = 0
    while lanes.start() != nil { more += 1 }
    #expect(more == 256 - 18)
    lanes.ended(lane: 2)
    #expect(lanes.start() != nil)
    #expect(lanes.start() == nil)
  }

  @Test("A schedule that was slept through happens a hundred times at most, and goes on with the next")
  func sleptThrough() {
    var events = ScheduledEvents([EventSchedule(EventType("invoices.paid"), first: 1, every: 1)])
    #expect(events.take(at: 0.5).isEmpty)
    #expect(events.take(at: 2).map(\.resourceID) == [1, 2])
    #expect(events.take(at: 100_000).count == 100)
    #expect(events.next == 100_001)
    #expect(events.take(at: 100_001).map(\.resourceID) == [100_001])
  }

  @Test("A rule with a probability applies to about so many, the same ones at every start")
  func chance() {
    let rules = [OutcomeRule(.timeOut, probability: 0.2), OutcomeRule(.unreachable, attempts: 2...5)]
    func outcomes(_ seed: UInt64) -> [SimulatedOutcome] {
      (1...10_000).map { number in
        DeliveryScript(outcomes: rules, seed: seed).outcome(
          OutcomeRule.Facts(
            subscriptionID: 801, type: EventType("invoices.paid"), attempt: 1, moment: 0, delivery: number))
      }
    }
    let first = outcomes(7)
    #expect((1_900...2_100).contains(first.count { $0 == .timeOut }))
    #expect(first.allSatisfy { $0 == .timeOut || $0 == .accept })
    #expect(outcomes(7) == first)
    #expect(outcomes(8) != first)
  }
}
