import FintoroWebhooks
import Foundation
import Testing

@Suite("Gaps and what people decided about them")
struct GapBookTests {
  /// Seen every so many seconds before `now`, by what each answer said.
  private func gaps(_ seen: [(ago: Double, Subscription)]) -> [Gap] {
    SubscriptionHistory(id: 801, seen.map { ObservedSubscription(at: now - $0.ago, $0.1) }).gaps()
  }

  private var failing: [(ago: Double, Subscription)] {
    [(40_000, .fixture(success: now - 40_010)), (30_000, .fixture(success: now - 40_010, failure: now - 30_005))]
  }

  /// The failing one, and that deliveries are accepted again.
  private var ended: [(ago: Double, Subscription)] {
    failing + [(20_000, .fixture(success: now - 20_004, failure: now - 29_000))]
  }

  private func book(_ seen: [(ago: Double, Subscription)]) -> GapBook {
    var book = GapBook()
    for gap in gaps(seen) { _ = book.take(gap, requestID: "req_1") { GapSubject(name: "ERP sync", events: []) } }
    return book
  }

  private func decided(_ book: GapBook, _ decision: GapDecision, ago: Double = 0) throws -> GapBook {
    var book = book
    let record = try #require(book.records.first)
    book.add(try #require(decision.event(of: record, by: "jano", at: now - ago)))
    return book
  }

  @Test("Its id is the subscription's and five letters or digits, and the same whenever it is computed")
  func id() throws {
    let id = try #require(gaps(failing).first?.id.rawValue)
    #expect(id.wholeMatch(of: /801-[0-9a-hjkmnp-tv-z]{5}/) != nil)
    #expect(gaps(ended).first?.id.rawValue == id)
    let later = gaps([
      (40_000, .fixture(success: now - 40_010)), (9, .fixture(success: now - 40_010, failure: now - 10)),
    ])
    #expect(later.first?.id.rawValue != id)
  }

  @Test("It is closed once it has ended, a person has ticked it and nothing is retried any more")
  func closed() throws {
    let open = book(failing)
    #expect(open.records.map { $0.standing(at: now) } == [.goesOn])
    #expect(GapDecision.done(.fetched).event(of: try #require(open.records.first), by: "jano", at: now) == nil)
    let over = book(ended)
    #expect(over.records.map { $0.standing(at: now) } == [.toFetch])
    let ticked = try #require(try decided(over, .done(.nothingToFetch, note: "night")).records.first)
    #expect(ticked.standing(at: now - 29_000 + 11_159) == .retried)
    #expect(ticked.standing(at: now - 29_000 + 11_160) == .closed)
    #expect(ticked.tick == GapTick(.nothingToFetch, by: "jano", at: now, endedAt: now - 20_000, note: "night"))
    #expect(try decided(decided(over, .done(.fetched)), .undone).records.first?.standing(at: now) == .toFetch)
  }

  @Test("A further failure that belongs to it makes its tick void")
  func resumed() throws {
    var book = try decided(book(ended), .done(.fetched), ago: 15_000)
    let resumed = ended + [(12_000, .fixture(success: now - 20_004, failure: now - 12_001))]
    for gap in gaps(resumed) { _ = book.take(gap, requestID: nil) { GapSubject(name: "", events: []) } }
    #expect(book.records.map { $0.standing(at: now) } == [.goesOn])
    let again = resumed + [(200, .fixture(success: now - 210, failure: now - 12_001))]
    for gap in gaps(again) { _ = book.take(gap, requestID: nil) { GapSubject(name: "", events: []) } }
    #expect(book.records.map { $0.standing(at: now) } == [.toFetch])
  }

  @Test("What two hooktops saw of it, in either order, is one gap with one id")
  func twice() throws {
    let early = gaps(failing)
    let late = gaps([
      (40_000, .fixture(success: now - 40_010)), (29_990, .fixture(success: now - 40_010, failure: now - 29_995)),
    ])
    for pair in [early + late, late + early] {
      var book = GapBook()
      for gap in pair { _ = book.take(gap, requestID: nil) { GapSubject(name: "", events: []) } }
      #expect(book.records.count == 1)
      #expect(book.records.first?.id == pair.first?.id)
      #expect(book.records.first?.gap.surelyFrom == now - 30_005)
    }
  }

  @Test("One that has not seen its end yet does not open it again")
  func behind() {
    var book = book(ended)
    #expect(gaps(failing).flatMap { book.take($0, requestID: nil) { GapSubject(name: "", events: []) } }.isEmpty)
    #expect(book.records.map { $0.standing(at: now) } == [.toFetch])
  }

  @Test("Where history was lost, a list that shows it over ends it; a failing one and an unknown one do not")
  func endings() {
    func end(_ seen: [Int: Subscription], all: Set<Int>?) -> Gap.End?? {
      let book = book(failing)
      let events = book.endings(seen, all: all, at: now, lastSeenAt: now - 60, requestID: nil)
      return events.first.map { if case .moved(let gap) = $0.kind { gap.end } else { nil } }
    }
    #expect(end([801: .fixture(success: now - 5, failure: now - 29_000)], all: [801]) == .accepted)
    #expect(end([801: .fixture(success: now - 5, failure: now - 4)], all: [801]) == nil)
    #expect(end([801: .fixture(success: now - 40_010, failure: now - 30_005)], all: [801]) == nil)
    #expect(end([:], all: [802]) == .deleted)
    #expect(end([:], all: nil) == nil)
  }

  @Test("Acknowledged, it is silent until the state changes; a newer failure alone is no change")
  func acknowledged() throws {
    var book = try decided(book(failing), .acknowledge(state: .failing), ago: 25_000)
    for gap in gaps(failing + [(24_000, .fixture(success: now - 40_010, failure: now - 24_001))]) {
      #expect(book.take(gap, requestID: nil) { GapSubject(name: "", events: []) }.isEmpty)
    }
    let record = try #require(book.records.first)
    #expect(record.isAcknowledged(in: .failing, at: now))
    #expect(record.isAcknowledged(in: nil, at: now))
    #expect(!record.isAcknowledged(in: .recovered, at: now))
    for gap in gaps(ended) { _ = book.take(gap, requestID: nil) { GapSubject(name: "", events: []) } }
    #expect(book.records.first?.isAcknowledged(in: .failing, at: now) == false)
  }

  @Test("It is silent no longer than was said, and another gap of the subscription ends the silence")
  func acknowledgedUntil() throws {
    let book = try decided(book(failing), .acknowledge(until: now + 60, state: .failing))
    #expect(book.records.first?.isAcknowledged(in: .failing, at: now + 59) == true)
    #expect(book.records.first?.isAcknowledged(in: .failing, at: now + 60) == false)
    #expect(book.records.first?.isAcknowledged(in: .disabled, at: now) == false)
    var other = book
    let disabled = failing + [(50, .fixture(isActive: false, success: now - 40_010, failure: now - 30_005))]
    for gap in gaps(disabled) { _ = other.take(gap, requestID: nil) { GapSubject(name: "", events: []) } }
    #expect(other.records.count == 2)
    #expect(other.records.allSatisfy { $0.acknowledgement == nil })
    #expect(try decided(book, .unacknowledge).records.first?.acknowledgement == nil)
  }

  @Test("The words never say lost where only may be lost is known")
  func words() throws {
    let failed = try #require(book(ended).records.first)
    #expect(
      failed.clause(at: now, in: .gmt).contains("may be lost; first known failure"))
    let disabled = book([(900, .fixture(success: now - 901)), (600, .fixture(isActive: false, success: now - 901))])
    #expect(try #require(disabled.records.first).clause(at: now, in: .gmt).contains("on are lost: it was disabled"))
  }
}
