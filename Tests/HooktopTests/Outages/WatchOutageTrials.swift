import FintoroWebhooks
import Foundation
import TestSupport
import Testing

/// Watchers through days of random outages: the server's log is the truth. Twenty seeds in every run, 200 with
/// `HOOKTOP_ALL_TRIALS=1`.
@Suite("Watchers through random outages, tried")
struct WatchOutageTrials {
  private static let seeds = ProcessInfo.processInfo.environment["HOOKTOP_ALL_TRIALS"] == "1" ? 200 : 20

  @Test("Every trouble longer than a poll and every recovery longer than two is told; none is invented")
  func days() async throws {
    let all = try await onOwnQueue {
      var all = WatchFigures()
      for seed in 1...Self.seeds { try await Self.day(seed: seed, &all) }
      return all
    }
    print(
      """
      \(Self.seeds) seeds: \(all.troubles) troubles and \(all.recoveries) recoveries long enough, all told; told in all \
      \(all.toldTroubles) troubles and \(all.toldRecoveries) recoveries
      with \(all.lostAnswers) answers lost, \(all.kills) kills and \(all.failedCommands) failed commands: \
      \(all.missed) missed, \(all.invented) invented, \(all.repeats) repeats (\(all.killsInCommands) kills in a command)
      """)
    // A trial that tries nothing must not pass.
    #expect(all.troubles > Self.seeds * 5 && all.recoveries > Self.seeds * 5)
    #expect(all.kills > Self.seeds && all.failedCommands > Self.seeds && all.killsInCommands > 0)
  }

  private static func day(seed: Int, _ figures: inout WatchFigures) async throws {
    var day = OutageDay(seed: seed)
    var calm = CalmWatcher()
    var harassed = HarassedWatcher(seed: UInt64(seed))
    var last = SubscriptionList([])
    while let list = try await day.nextPoll() {
      last = list
      calm.take(list, at: day.now)
      try harassed.take(list, at: day.now)
    }
    calm.judge(day, "seed \(seed)", &figures)
    harassed.settle(last, after: day.now)
    harassed.judge("seed \(seed)", &figures)
  }
}

struct WatchFigures {
  var troubles = 0
  var recoveries = 0
  var toldTroubles = 0
  var toldRecoveries = 0
  var lostAnswers = 0
  var kills = 0
  var failedCommands = 0
  var killsInCommands = 0
  var missed = 0
  var invented = 0
  var repeats = 0
}

/// Gets every answer and tells at once. It is judged by the server's own times.
private struct CalmWatcher {
  private var state = WatchState(key: "calm")
  private var told: [Int: [WatchNotice]] = [:]

  mutating func take(_ list: SubscriptionList, at now: Date) {
    state.take(list, at: ServerTime(now: now), limits: { _ in HealthLimits() }, zone: .gmt)
    for notice in state.notices {
      told[notice.subscription ?? 0, default: []].append(notice)
      state.printed(notice.id, needsCommand: false)
    }
  }

  func judge(_ day: OutageDay, _ seed: Comment, _ figures: inout WatchFigures) {
    #expect(told[0] == nil, seed)
    for (id, spans) in day.truth {
      let told = told[id] ?? []
      figures.toldTroubles += told.count { $0.kind == .trouble }
      figures.toldRecoveries += told.count { $0.kind == .recovery }
      // What is told is true at that moment: no trouble and no recovery is invented.
      for notice in told {
        let span = spans.last { $0.from <= notice.at }
        #expect(span?.isTrouble == (notice.kind != .recovery), seed)
      }
      let turns = told.filter { $0.kind != .gaveUp }
      #expect(turns.map(\.kind) == turns.indices.map { $0.isMultiple(of: 2) ? .trouble : .recovery }, seed)
      judge(spans, turns, day, seed, &figures)
    }
  }

  private func judge(
    _ spans: [OutageDay.Span], _ turns: [WatchNotice], _ day: OutageDay, _ seed: Comment, _ figures: inout WatchFigures
  ) {
    /// Whether the last thing told before then is a trouble.
    func isInTrouble(at date: Date) -> Bool { turns.last { $0.at < date }?.kind == .trouble }
    for span in spans where span.to < day.now {
      let length = span.to.timeIntervalSince(span.from)
      if span.isTrouble, length > day.poll {
        figures.troubles += 1
        #expect(isInTrouble(at: span.to), seed)
      } else if !span.isTrouble, length > 2 * day.poll {
        figures.recoveries += 1
        #expect(!isInTrouble(at: span.to), seed)
      }
    }
  }
}

/// Loses answers, has commands that fail, and is killed at any moment. What it tells is judged by the answers that came:
/// one bad begins a trouble, two good ones end it.
private struct HarassedWatcher {
  private struct Model {
    var isInTrouble: Set<Int> = []
    var goodAnswers: [Int: Int] = [:]
    var expected: [Int: [WatchNotice.Kind]] = [:]

    mutating func take(_ subscription: Subscription) {
      let id = subscription.id
      if (subscription.lastFailureAt.date ?? .distantPast) >= (subscription.lastSuccessAt.date ?? .distantPast) {
        goodAnswers[id] = 0
        if isInTrouble.insert(id).inserted { expected[id, default: []].append(.trouble) }
      } else if isInTrouble.contains(id) {
        goodAnswers[id, default: 0] += 1
        guard goodAnswers[id] == 2 else { return }
        isInTrouble.remove(id)
        expected[id, default: []].append(.recovery)
      }
    }
  }

  private var generator: SeededGenerator
  private var now = Date.distantPast
  private var state = WatchState(key: "harassed")
  private var model = Model()
  /// What a start after a kill finds, and what of the model holds then.
  private var disk: (state: WatchState, model: Model)
  private var told: [WatchNotice] = []
  private var figures = WatchFigures()

  init(seed: UInt64) {
    generator = SeededGenerator(seed: seed)
    disk = (state, model)
  }

  private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &generator) < share }

  mutating func take(_ list: SubscriptionList, at date: Date) throws {
    now = date
    if chance(0.1) {
      figures.lostAnswers += 1
      state.noAnswer(at: now, patience: 300, reason: "refused")
    } else {
      answer(list)
    }
    // A kill may come before anything of this is on the disk: then the next answer says it again.
    if chance(0.05) {
      figures.kills += 1
      state = try JSONDecoder().decode(WatchState.self, from: JSONEncoder().encode(disk.state))
      model = disk.model
      return
    }
    save()
    if chance(0.7) { runCommands(failing: 0.3, killed: 0.05) }
  }

  /// Time for all that waits.
  mutating func settle(_ list: SubscriptionList, after date: Date) {
    for step in 1...50 {
      now = date + Double(step) * 600
      answer(list)
      save()
      runCommands(failing: 0, killed: 0)
    }
  }

  private mutating func answer(_ list: SubscriptionList) {
    state.take(list, at: ServerTime(now: now), limits: { _ in HealthLimits() }, zone: .gmt)
    for subscription in list.subscriptions { model.take(subscription) }
  }

  private mutating func save() {
    if state.isWorthKeeping(over: disk.state) { disk.state = state }
    disk.model = model
  }

  private mutating func runCommands(failing share: Double, killed: Double) {
    for notice in state.unprinted { state.printed(notice.id, needsCommand: true) }
    save()
    while let notice = state.due(at: now).first {
      if chance(share) {
        figures.failedCommands += 1
        state.notTold(notice.id, at: now, random: 0.5)
        save()
        continue
      }
      if told.contains(where: { $0.id == notice.id }) { figures.repeats += 1 } else { told.append(notice) }
      // Killed after the command ended with 0 and before that is on the disk.
      if chance(killed) {
        figures.killsInCommands += 1
        state = disk.state
        continue
      }
      state.told(notice.id)
      save()
    }
  }

  func judge(_ seed: Comment, _ all: inout WatchFigures) {
    #expect(state.notices.isEmpty, seed)
    for id in Set(model.expected.keys).union(told.compactMap(\.subscription)) {
      let expected = model.expected[id] ?? []
      let ofOne = told.filter { $0.subscription == id }
      let turns = ofOne.filter { $0.kind != .gaveUp }.map(\.kind)
      #expect(turns == expected, seed)
      all.missed += max(0, expected.count - turns.count)
      all.invented += max(0, turns.count - expected.count)
      for (first, second) in zip(ofOne, ofOne.dropFirst()) { #expect(first.at <= second.at, seed) }
    }
    // A repeat is allowed where a kill fell into a run of the command, and nowhere else.
    #expect(figures.repeats <= figures.killsInCommands, seed)
    all.lostAnswers += figures.lostAnswers
    all.kills += figures.kills
    all.failedCommands += figures.failedCommands
    all.killsInCommands += figures.killsInCommands
    all.repeats += figures.repeats
  }
}
