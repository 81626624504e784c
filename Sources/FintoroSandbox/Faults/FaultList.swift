/// The faults that are still to happen. A pure list: who asks is told what happens to him, and it is counted.
struct FaultList: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    var fault: Fault
    /// How many requests it has met.
    var met = 0
    /// How many requests it matched, met or spared.
    fileprivate var draws = 0
    fileprivate let seed: UInt64

    fileprivate init(_ fault: Fault, seed: UInt64) {
      self.fault = fault
      self.seed = fault.seed ?? seed
    }

    /// Whether it is this request's turn.
    fileprivate mutating func draw() -> Bool {
      guard let probability = fault.probability else { return true }
      draws += 1
      return SplitMix.fraction(seed &+ UInt64(draws) &* SplitMix.step) < probability
    }
  }

  private(set) var entries: [Entry] = []
  /// What faults with a probability and no seed of their own draw from.
  private let seed: UInt64
  private var added: UInt64 = 0

  init(_ faults: [Fault], seed: UInt64) {
    self.seed = seed
    for fault in faults { append(fault) }
  }

  mutating func append(_ fault: Fault) {
    guard fault.times != 0 else { return }
    added += 1
    entries.append(Entry(fault, seed: SplitMix.mixed(seed &+ added)))
  }

  mutating func removeAll() {
    entries = []
  }

  /// The plan for one request. A fault that did not apply, because another ended the exchange first, is not used up.
  mutating func take(method: String, path: String) -> FaultPlan {
    var plan = FaultPlan()
    for index in entries.indices where entries[index].fault.matches(method: method, path: path) {
      let effect = entries[index].fault.effect
      guard !(effect.isEnding && plan.ending != nil), entries[index].draw() else { continue }
      plan.add(effect)
      entries[index].met += 1
      entries[index].fault.times = entries[index].fault.times.map { $0 - 1 }
    }
    entries.removeAll { $0.fault.times == 0 }
    return plan
  }
}

extension FaultEffect {
  /// Of these one request has one at most.
  fileprivate var isEnding: Bool {
    switch self {
    case .answer, .refuse, .drop, .cut: true
    case .change, .delay, .hold, .dribble: false
    }
  }
}

extension FaultPlan {
  fileprivate mutating func add(_ effect: FaultEffect) {
    switch effect {
    case .delay(let seconds): delay += seconds
    case .hold(let seconds): hold += seconds
    case .dribble(let rate): dribble = min(rate, dribble ?? rate)
    case .change(let change): changes.append(change)
    case .answer, .refuse, .drop, .cut: ending = effect
    }
  }
}
