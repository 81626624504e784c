/// The faults that are still to come. Pure: it makes the plan for a request and counts the request.
struct FaultList: Hashable, Sendable {
  struct Entry: Hashable, Sendable {
    var fault: Fault
    /// How many requests it was applied to.
    var met = 0
    /// How many requests it matched, applied or not.
    fileprivate var draws = 0
    fileprivate let seed: UInt64

    fileprivate init(_ fault: Fault, seed: UInt64) {
      self.fault = fault
      self.seed = fault.seed ?? seed
    }

    /// Whether this request gets it.
    fileprivate mutating func draw() -> Bool {
      guard let probability = fault.probability else { return true }
      draws += 1
      return SplitMix.fraction(seed &+ UInt64(draws) &* SplitMix.step) < probability
    }
  }

  private(set) var entries: [Entry] = []
  /// The seed of faults with a probability and no seed of their own.
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

  /// The plan for one request. A fault that another ended the exchange before is not used up.
  mutating func take(method: String, path: String) -> FaultPlan {
    var plan = FaultPlan()
    for index in entries.indices where entries[index].fault.matches(method: method, path: path) {
      let action = entries[index].fault.effect.action
      guard plan.admits(action), entries[index].draw() else { continue }
      plan.add(action)
      entries[index].met += 1
      entries[index].fault.times = entries[index].fault.times.map { $0 - 1 }
    }
    entries.removeAll { $0.fault.times == 0 }
    return plan
  }
}
