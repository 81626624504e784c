import Synchronization

/// Counts what trials came to. Every number is one judged create.
final class Figures: Sendable {
  /// Of this run of the tests.
  static let shared = Figures()

  private let counts = Mutex<[TrialClass: [TrialVerdict: Int]]>([:])

  func add(_ trial: TrialClass, _ ending: TrialVerdict) {
    counts.withLock { $0[trial, default: [:]][ending, default: 0] += 1 }
  }

  func count(_ trial: TrialClass? = nil, _ ending: TrialVerdict? = nil) -> Int {
    counts.withLock { counts in
      counts.filter { trial == nil || $0.key == trial }
        .reduce(0) { $0 + $1.value.filter { ending == nil || $0.key == ending }.values.reduce(0, +) }
    }
  }

  var creates: Int { TrialClass.allCases.filter(\.isOfCreates).reduce(0) { $0 + count($1) } }
  var secretsLost: Int { count(nil, .lost) }
  var doubles: Int { count(nil, .doubled) }
  /// Whether trials of every class ran, as they do unless tests were chosen.
  var isWhole: Bool { TrialClass.allCases.allSatisfy { count($0) > 0 } }

  /// One row a class, and the two numbers that must be 0.
  var table: String {
    let endings = TrialVerdict.allCases.filter { count(nil, $0) > 0 }
    func row(_ title: String, _ trial: TrialClass?) -> String {
      let cells = [count(trial)] + endings.map { count(trial, $0) }
      return title.padded(to: 28) + cells.map { String($0).leading(10) }.joined()
    }
    let heads = (["trials"] + endings.map(\.title)).map { $0.leading(10) }.joined()
    let rows = TrialClass.allCases.filter { count($0) > 0 }.map { row($0.rawValue, $0) }
    return """
      Custody, tried: what creates came to
      \("".padded(to: 28))\(heads)
      \(rows.joined(separator: "\n"))
      \(row("all", nil))
      \(creates) creates: secrets lost in silence: \(secretsLost), doubles unnoticed: \(doubles)
      """
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  fileprivate func leading(_ width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
