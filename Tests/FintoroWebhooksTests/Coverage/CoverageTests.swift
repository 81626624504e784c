import FintoroWebhooks
import Foundation
import TestSupport
import Testing

@Suite struct CoverageTests {
  private static let paid: EventType = EventType("invoices.paid")
  private static let created: EventType = EventType("orders.created")

  /// A subscription in this state, to `invoices.paid` unless other events are named.
  private func subscription(
    _ state: HealthState, id: Int = 1, url: String? = nil, _ events: [String] = ["invoices.paid"]
  ) -> AssessedSubscription {
    AssessedSubscription(
      Subscription(
        id: id, url: url ?? "https://\(id).sk/in", isActive: state != .disabled,
        subscribedEvents: events.map { EventType($0) }),
      health: Health(state: state))
  }

  @Test("Every type is in one of four classes, which add up to the catalogue", arguments: HealthState.allCases)
  func classes(state: HealthState) {
    let coverage = Coverage([subscription(state)])
    #expect(Coverage.Kind.allCases.reduce(0) { $0 + coverage.types($1).count } == 53)
    let expected: Coverage.Kind =
      switch state {
      case .ok, .recovered, .quiet: .safe
      case .new, .silent, .odd: .notProven
      case .failing, .neverOK: .onlyBroken
      case .disabled: .notSubscribed
      }
    #expect(coverage.subscribers(of: Self.paid).kind == expected)
    #expect(coverage.types(expected).contains(Self.paid))
  }

  @Test("The best subscriber decides; broken ones beside it do no harm")
  func best() {
    let coverage = Coverage([
      subscription(.neverOK, id: 1), subscription(.failing, id: 2), subscription(.recovered, id: 3),
      subscription(.disabled, id: 4), subscription(.silent, id: 5),
    ])
    let subscribers = coverage.subscribers(of: Self.paid)
    #expect(subscribers.best == .recovered && subscribers.kind == .safe)
    #expect(subscribers.active == [3, 5, 2, 1])
    #expect(subscribers.disabled == [4])
  }

  @Test(
    "Each state is better than those after it",
    arguments: zip(
      [HealthState.ok, .recovered, .quiet, .new, .silent, .odd, .failing],
      [HealthState.recovered, .quiet, .new, .silent, .odd, .failing, .neverOK]))
  func order(better: HealthState, worse: HealthState) {
    let coverage = Coverage([subscription(worse, id: 1), subscription(better, id: 2)])
    #expect(coverage.subscribers(of: Self.paid).active == [2, 1])
    #expect(coverage.subscribers(of: Self.paid).best == better)
  }

  @Test("Only a disabled subscription is no subscriber, but it is known")
  func disabled() {
    let coverage = Coverage([subscription(.disabled, ["orders.created"])])
    #expect(coverage.types(.notSubscribed).count == 53)
    #expect(coverage.subscribers(of: Self.created).all == [1])
    #expect(coverage.subscribers(of: Self.created).best == nil)
  }

  @Test("What could not be read may subscribe to anything; a disabled one whose events are unreadable gets nothing")
  func unreadable() {
    var unreadable = Subscription(id: 7, url: "https://a.sk", subscribedEvents: [], eventsProblem: "missing")
    #expect(Coverage([]).isComplete)
    #expect(Coverage([], unreadable: 2).unreadableCount == 2)
    #expect(Coverage([AssessedSubscription(unreadable, health: Health(state: .odd))]).unreadableCount == 1)
    unreadable.isActive = false
    #expect(Coverage([AssessedSubscription(unreadable, health: Health(state: .disabled))]).isComplete)
  }

  @Test("Types of one resource with the same subscribers are told together")
  func groups() {
    let coverage = Coverage([
      subscription(.failing, id: 1, ["clients.created", "clients.updated", "clients.deleted", "invoices.paid"]),
      subscription(.failing, id: 2, ["clients.deleted"]),
    ])
    let groups = coverage.groups(.onlyBroken)
    #expect(
      groups.map { $0.types.map(\.rawValue) } == [
        ["clients.created", "clients.updated"], ["clients.deleted"], ["invoices.paid"],
      ])
    #expect(groups.map(\.subscribers.active) == [[1], [1, 2], [1]])
  }

  @Test("Types that one URL gets through two active subscriptions are duplicates, however the URL is written")
  func duplicates() {
    let coverage = Coverage([
      subscription(.ok, id: 1, url: "https://a.sk/in", ["invoices.paid", "invoices.created", "orders.created"]),
      subscription(.ok, id: 2, url: "HTTPS://A.sk:443/in", ["invoices.created", "invoices.paid"]),
      subscription(.disabled, id: 3, url: "https://a.sk/in", ["orders.created"]),
      subscription(.ok, id: 4, url: "https://a.sk/IN", ["invoices.paid"]),
    ])
    #expect(coverage.duplicates.map(\.types) == [[EventType("invoices.created"), Self.paid]])
    #expect(coverage.duplicates.map(\.ids) == [[1, 2]])
    #expect(coverage.duplicates(of: Self.paid).count == 1 && coverage.duplicates(of: Self.created).isEmpty)
    #expect(coverage.sharedURLs.map(\.url) == ["https://a.sk/in"])
    #expect(coverage.sharedURLs.map(\.ids) == [[1, 2, 3]])
  }

  @Test("A type that one subscription names twice has one subscriber")
  func namedTwice() {
    let coverage = Coverage([subscription(.ok, ["invoices.paid", "invoices.paid"])])
    #expect(coverage.subscribers(of: Self.paid).active == [1])
    #expect(coverage.duplicates.isEmpty)
  }

  @Test("Types this version does not know are listed by themselves, and never count among the 53")
  func unknown() {
    let coverage = Coverage([subscription(.ok, ["zebras.born", "apes.born", "zebras.born"])])
    #expect(coverage.unknown == [EventType("zebras.born"), EventType("apes.born")])
    #expect(coverage.types(.safe).isEmpty)
    #expect(coverage.subscribers(of: EventType("apes.born")).kind == .safe)
  }

  @Test("The count of types without a subscriber alone is the one of the whole coverage, for any list")
  func countAlone() {
    var random = SeededGenerator(seed: 5)
    let types = EventCatalogue.types.map(\.rawValue) + ["zebras.born"]
    for _ in 0..<200 {
      let list = (0..<Int.random(in: 0...12, using: &random)).map { id in
        subscription(
          HealthState.allCases.randomElement(using: &random) ?? .ok, id: id,
          Array(types.shuffled(using: &random).prefix(Int.random(in: 0...54, using: &random))))
      }
      let unreadable = Int.random(in: 0...3, using: &random) / 3
      let coverage = Coverage(list, unreadable: unreadable)
      let expected = coverage.isComplete ? coverage.types(.notSubscribed).count : nil
      #expect(Coverage.notSubscribedCount(list, unreadable: unreadable) == expected)
    }
  }

  @Test("Where the events of an active subscription cannot be read, nothing is counted")
  func countOfUnreadableEvents() {
    var unreadable = Subscription(id: 7, url: "https://a.sk/in", isActive: true, subscribedEvents: [])
    unreadable.eventsProblem = "not a list"
    let assessed = AssessedSubscription(unreadable, health: Health(state: .ok))
    #expect(Coverage.notSubscribedCount([subscription(.ok), assessed]) == nil)
    #expect(!Coverage([subscription(.ok), assessed]).isComplete)
  }
}
