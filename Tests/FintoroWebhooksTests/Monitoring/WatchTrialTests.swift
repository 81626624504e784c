import FintoroWebhooks
import Foundation
import TestSupport
import Testing

/// Outages at random, answers that do not come, commands that fail, and kills at any moment: 20 seeds, or 200 with
/// `HOOKTOP_ALL_TRIALS=1`.
@Suite("A watcher through random outages")
struct WatchTrialTests {
  private static let seeds: Range<UInt64> =
    ProcessInfo.processInfo.environment["HOOKTOP_ALL_TRIALS"] == "1" ? 0..<200 : 0..<20

  @Test(
    "Every trouble longer than a poll and every recovery longer than two is told; none is invented", arguments: seeds)
  func trial(seed: UInt64) async throws {
    try await onOwnThread { try Self.judge(seed: seed) }
  }

  private static func judge(seed: UInt64) throws {
    var trial = Trial(seed: seed)
    for _ in 0..<600 { try trial.step() }
    try trial.settle()
    #expect(trial.told.filter { $0.kind != .gaveUp && $0.subscription != nil }.map(\.kind) == trial.expected)
    for notice in trial.told where notice.kind == .trouble { #expect(trial.isTrue(notice), "\(notice)") }
    let ofOne = trial.told.filter { $0.subscription != nil }
    for (first, second) in zip(ofOne, ofOne.dropFirst()) { #expect(first.at <= second.at) }
    // A repeat is allowed where a kill fell into a run of the command, and nowhere else.
    #expect(trial.repeats <= trial.killsInCommands)
  }
}

/// One subscription whose endpoint fails and works at random, and a watcher of it.
private struct Trial {
  private var generator: SeededGenerator
  private var now = Date(timeIntervalSince1970: 1_800_000_000)
  private var state = WatchState(key: "trial")
  /// What a start after a kill finds.
  private var disk: WatchState
  private var isFailing = false
  private var success = Date(timeIntervalSince1970: 1_800_000_000)
  private var failure: Date?
  /// The judgement of each answer that came, as the rules read: one bad begins, two good end.
  private(set) var expected: [WatchNotice.Kind] = []
  private var isInTrouble = false
  private var goodAnswers = 0
  private var outages: [(from: Date, to: Date?)] = []
  private(set) var told: [WatchNotice] = []
  private(set) var repeats = 0
  private(set) var killsInCommands = 0

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    disk = state
    answer()
    save()
    run()
  }

  private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }

  mutating func step() throws {
    now += 30
    if chance(0.06) { turn() }
    if isFailing { failure = now - 1 } else { success = now - 1 }
    if chance(0.1) {
      state.noAnswer(at: now, patience: 120, reason: "refused")
    } else {
      answer()
    }
    // A kill may come before anything of this is on the disk.
    if chance(0.05) {
      try kill()
      // What was not kept is seen again at the next answer, so the model forgets it as well.
      return
    }
    save()
    if chance(0.7) { run() }
  }

  /// Time for all that waits.
  mutating func settle() throws {
    for _ in 0..<50 {
      now += 600
      if isFailing { failure = now - 1 } else { success = now - 1 }
      answer()
      save()
      run(failing: 0)
    }
    #expect(state.notices.isEmpty)
  }

  func isTrue(_ notice: WatchNotice) -> Bool {
    outages.contains { $0.from <= notice.at && notice.at <= ($0.to ?? .distantFuture) }
  }

  private mutating func turn() {
    isFailing.toggle()
    if isFailing { outages.append((now, nil)) } else { outages[outages.count - 1].to = now }
  }

  private mutating func answer() {
    let subscription = Subscription(
      id: 801, name: "ERP", url: "https://acme.sk/h", subscribedEvents: [], lastSuccessAt: Timestamp(success),
      lastFailureAt: failure.map { Timestamp($0) } ?? .never, createdAt: Timestamp(Date(timeIntervalSince1970: 0)))
    state.take(
      SubscriptionList([.readable(subscription)]), at: ServerTime(now: now), limits: { _ in HealthLimits() }, zone: .gmt
    )
    model()
  }

  private var modelOnDisk: (expected: [WatchNotice.Kind], isInTrouble: Bool, goodAnswers: Int) = ([], false, 0)

  private mutating func model() {
    if isFailing {
      goodAnswers = 0
      if !isInTrouble { expected.append(.trouble) }
      isInTrouble = true
    } else if isInTrouble {
      goodAnswers += 1
      guard goodAnswers == 2 else { return }
      expected.append(.recovery)
      (isInTrouble, goodAnswers) = (false, 0)
    }
  }

  private mutating func save() {
    if state.isWorthKeeping(over: disk) { disk = state }
    modelOnDisk = (expected, isInTrouble, goodAnswers)
  }

  /// The process is gone, and the next one reads what is on the disk.
  private mutating func kill() throws {
    state = try JSONDecoder().decode(WatchState.self, from: JSONEncoder().encode(disk))
    (expected, isInTrouble, goodAnswers) = modelOnDisk
  }

  private mutating func run(failing share: Double = 0.3) {
    for notice in state.unprinted { state.printed(notice.id, needsCommand: true) }
    save()
    while let notice = state.due(at: now).first {
      if chance(share) {
        state.notTold(notice.id, at: now, random: 0.5)
        save()
        continue
      }
      if told.contains(where: { $0.id == notice.id }) { repeats += 1 } else { told.append(notice) }
      // Killed after the command ended with 0 and before that is on the disk.
      if share > 0, chance(0.05) {
        killsInCommands += 1
        state = disk
        continue
      }
      state.told(notice.id)
      save()
    }
  }
}
