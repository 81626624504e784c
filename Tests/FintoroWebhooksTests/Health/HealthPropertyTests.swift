import FintoroWebhooks
import Foundation
import TestSupport
import Testing

/// Every combination of a set of times around every border, and random ones between: what holds for all of them.
@Suite("Health of every input")
struct HealthPropertyTests {
  private static let window = Double(DeliverySchedule.window)
  private static let offsets: [Double] = [
    -400 * 86_400, -7 * 86_400 - 1, -7 * 86_400, -86_400, -86_399, -window - 1, -window, -window + 1, -600, -1, 0, 1,
    300,
    301, 86_400,
  ]

  private static var timestamps: [Timestamp] {
    [.never, .absent, .unreadable(""), .unreadable("yesterday")] + offsets.map { Timestamp(now + $0) }
  }

  /// All combinations of the times that decide, for active and inactive.
  private static var combinations: [Subscription] {
    var all: [Subscription] = []
    for success in timestamps {
      for failure in timestamps {
        for created in timestamps {
          for isActive in [true, false] {
            var subscription = Subscription.fixture(isActive: isActive, created: created)
            subscription.lastSuccessAt = success
            subscription.lastFailureAt = failure
            all.append(subscription)
          }
        }
      }
    }
    return all
  }

  private static func randomTimestamp(_ numbers: inout SeededGenerator) -> Timestamp {
    switch Int.random(in: 0..<20, using: &numbers) {
    case 0: .absent
    case 1:
      .unreadable(
        ["", "0000-00-00", String(repeating: "long ", count: 500), "\u{1B}[2J"].randomElement(using: &numbers) ?? "")
    case 2...6: .never
    case 7: Timestamp(now + Double.random(in: -300...400, using: &numbers))
    case 8: Timestamp(.distantPast)
    case 9: Timestamp(.distantFuture)
    case 10...13: Timestamp(now - Double.random(in: 0...(10 * 86_400), using: &numbers))
    default: Timestamp(now - Double.random(in: 0...12_000, using: &numbers))
    }
  }

  private static func random(_ count: Int, seed: UInt64) -> [Subscription] {
    var numbers = SeededGenerator(seed: seed)
    return (0..<count).map { id in
      Subscription(
        id: id, name: [nil, "", "ERP"].randomElement(using: &numbers) ?? nil, url: "https://erp.acme.sk/in",
        isActive: Int.random(in: 0..<8, using: &numbers) > 0, subscribedEvents: [],
        lastSuccessAt: randomTimestamp(&numbers), lastFailureAt: randomTimestamp(&numbers),
        disabledAt: Bool.random(using: &numbers) ? .never : randomTimestamp(&numbers),
        disabledReason: [nil, "", " ", "too many failures", String(repeating: "no ", count: 999)].randomElement(
          using: &numbers)
          ?? nil, createdAt: randomTimestamp(&numbers),
        updatedAt: Bool.random(using: &numbers) ? Timestamp(now - 60) : randomTimestamp(&numbers))
    }
  }

  @Test("Each combination has the state that the first matching row of the table gives it")
  func table() {
    for subscription in Self.combinations {
      #expect(subscription.state() == Self.expected(subscription, at: now))
    }
  }

  @Test("Random inputs have the state of the table too")
  func randomTable() {
    var seen: Set<HealthState> = []
    for subscription in Self.random(20_000, seed: 7) {
      let state = subscription.state()
      seen.insert(state)
      #expect(state == Self.expected(subscription, at: now))
    }
    #expect(seen == Set(HealthState.allCases))
  }

  @Test("Every input has a reason: full sentences, none empty, none long, at most five and a remark")
  func reasons() {
    let zone = LocalZone(identifier: "Europe/Bratislava") ?? .gmt
    for (index, subscription) in (Self.combinations + Self.random(5_000, seed: 8)).enumerated() {
      let time = ServerTime(now: now, skew: [nil, 0, 7, -90_000][index % 4])
      let assessed = AssessedSubscription(subscription, at: time)
      let reason = HealthReason(assessed, at: time, in: zone)
      #expect(!reason.sentences.isEmpty)
      #expect(!reason.text.isEmpty)
      #expect(!reason.text.contains("  ") || subscription.disabledReason != nil)
      #expect(reason.sentences.count <= 6)
      for sentence in reason.sentences {
        #expect(sentence.text.last == "." && sentence.text.first?.isWhitespace == false)
        #expect(sentence.phrases.allSatisfy { !$0.text.isEmpty })
        #expect(Self.longestClause(sentence.text) <= 170, "\(sentence.text)")
      }
      if let retries = RetryClock(subscription, state: assessed.health.state) {
        #expect(reason.text.contains("until \(TimeText.minute(retries.givesUpAt, at: now, in: zone)) at most"))
        #expect(reason.text.contains("it may be lost.") || reason.text.contains("fifth try, it is already lost."))
      } else if assessed.health.state != .disabled {
        #expect(!reason.text.contains("lost"))
      }
    }
  }

  @Test("No reason shows a percentage, a rate or a count of deliveries")
  func nothingClaimed() {
    for subscription in Self.random(5_000, seed: 9) {
      let text = subscription.reason().joined(separator: " ")
      #expect(!text.contains("%") && !text.contains("rate") && !text.contains("deliveries failed"))
    }
  }

  @Test("changesAt is the first moment of another state: up to just before it the state holds")
  func changesAt() throws {
    var changes = 0
    for subscription in Self.combinations + Self.random(20_000, seed: 10) {
      let health = Health.of(subscription, at: ServerTime(now: now))
      guard let change = health.changesAt else { continue }
      changes += 1
      #expect(change > now)
      #expect(subscription.state(at: change.justBefore) == health.state)
      #expect(subscription.state(at: change) != health.state)
      #expect(subscription.state(at: now + change.timeIntervalSince(now) / 2) == health.state)
    }
    #expect(changes > 1_000)
  }

  @Test("givesUpAt is told while what failed is retried, and gone from the moment on at which that ends")
  func givesUpAt() {
    var ends = 0
    for subscription in Self.combinations + Self.random(20_000, seed: 13) {
      let health = Health.of(subscription, at: ServerTime(now: now))
      guard let end = health.givesUpAt else { continue }
      ends += 1
      #expect(end > now && health.state.hasRetryWindow)
      #expect(Health.of(subscription, at: ServerTime(now: end)).givesUpAt == nil)
    }
    #expect(ends > 500)
  }

  @Test("Without changesAt the state holds for ever")
  func neverChanges() {
    for subscription in Self.combinations + Self.random(5_000, seed: 11) {
      let health = Health.of(subscription, at: ServerTime(now: now))
      guard health.changesAt == nil else { continue }
      for later in [1, 300, 11_160, 86_400, 7 * 86_400, 400 * 86_400, 1e12] as [Double] {
        #expect(subscription.state(at: now + later) == health.state)
      }
    }
  }

  @Test("Waiting from change to change always comes to rest")
  func comesToRest() {
    for subscription in Self.random(5_000, seed: 12) {
      var time = now
      var steps = 0
      while let change = Health.of(subscription, at: ServerTime(now: time)).changesAt, steps < 10 {
        time = change
        steps += 1
      }
      #expect(steps < 5)
    }
  }

  /// The table of states, row by row, written a second time.
  private static func expected(_ subscription: Subscription, at now: Date) -> HealthState {
    let times = [
      subscription.lastSuccessAt, subscription.lastFailureAt, subscription.disabledAt, subscription.createdAt,
      subscription.updatedAt,
    ]
    func age(_ timestamp: Timestamp) -> Double? { timestamp.date.map { now.timeIntervalSince($0) } }
    let isOdd = times.contains { timestamp in
      switch timestamp {
      case .never: false
      case .absent, .unreadable: true
      case .at(let date, _): now.timeIntervalSince(date) < -300
      }
    }
    let success = age(subscription.lastSuccessAt)
    let failure = age(subscription.lastFailureAt)
    if !subscription.isActive { return .disabled }
    if isOdd { return .odd }
    if let failure {
      guard let success else { return .neverOK }
      if failure <= success { return .failing }
      if failure < 11_160 { return .recovered }
    }
    guard let success else { return age(subscription.createdAt).map { $0 < 86_400 } == true ? .new : .silent }
    return success > 7 * 86_400 ? .quiet : .ok
  }

  /// The length of the longest sentence in a text; quoted texts of the server have no full stops here.
  private static func longestClause(_ text: String) -> Int {
    text.components(separatedBy: ". ").map(\.count).max() ?? 0
  }
}
