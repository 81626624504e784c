import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@testable import History

@Suite("History, many at once")
struct TogetherTests {
  private let answers = (0..<20).map { [Subscription.fixture(failure: start + Double($0) * 15)] }

  @Test("Many callers of one store write each change once", .timeLimit(.minutes(5)))
  func callers() async throws {
    let store = try HistoryStore.inMemory()
    _ = try await together(40) { number in
      try store.record(answers[number % 20], after: Double(number % 20) * 15)
    }
    try expectOneHistory(store)
  }

  @Test("Two hooktops on one file lose nothing and write nothing twice", .timeLimit(.minutes(5)))
  func stores() async throws {
    let folder = try TemporaryFolder()
    let stores = try await together(2) { _ in try HistoryStore.temporary(folder) }
    _ = try await together(2) { number in
      for (index, answer) in answers.enumerated() { try stores[number].record(answer, after: Double(index) * 15) }
    }
    for store in stores { try expectOneHistory(store) }
    #expect(try stores[0].watched.count == 1)
  }

  @Test("Many hooktops that start at once make one file", .timeLimit(.minutes(5)))
  func openings() async throws {
    let folder = try TemporaryFolder()
    let stores = try await together(8) { _ in try HistoryStore.temporary(folder) }
    try stores[0].record([.fixture()])
    #expect(try stores.allSatisfy { try $0.observations().count == 1 })
    #expect(folder.everything.allSatisfy { !$0.contains("damaged") })
  }

  private func expectOneHistory(_ store: HistoryStore) throws {
    let seen = try store.observations()
    #expect(seen.map(\.at) == seen.map(\.at).sorted())
    #expect(Set(seen.map(\.subscription.lastFailureAt)).count == 20)
    #expect(zip(seen, seen.dropFirst()).allSatisfy { $0.subscription != $1.subscription })
  }
}
