/// The faults that are still to happen. A pure list: who asks is told what happens to him, and it is counted.
struct FaultList: Hashable, Sendable {
  private(set) var faults: [Fault]

  init(_ faults: [Fault]) {
    self.faults = faults.filter { $0.times.map { $0 > 0 } ?? true }
  }

  mutating func append(_ fault: Fault) {
    self = FaultList(faults + [fault])
  }

  /// The plan for one request. A fault that did not apply, because another ended the exchange first, is not used up.
  mutating func take(method: String, path: String) -> FaultPlan {
    var plan = FaultPlan()
    for index in faults.indices where faults[index].matches(method: method, path: path) {
      switch faults[index].effect {
      case .delay(let seconds): plan.delay += seconds
      case .hold(let seconds): plan.hold += seconds
      case let ending:
        guard plan.ending == nil else { continue }
        plan.ending = ending
      }
      faults[index].times = faults[index].times.map { $0 - 1 }
    }
    self = FaultList(faults)
    return plan
  }
}
