import FintoroWebhooks
import Foundation
import Testing

/// A year of 1,000 made-up hooks: a tenth of them in every run, all with `HOOKTOP_ALL_TRIALS=1`.
@Suite("Rhythm, tried")
struct RhythmTrials {
  private static let perKind = ProcessInfo.processInfo.environment["HOOKTOP_ALL_TRIALS"] == "1" ? 125 : 12

  /// What is usual was tuned on hooks of other seeds.
  private static let firstSeed: UInt64 = 40_000_000

  /// What was said of the hooks of one kind.
  private struct Tally {
    var hooks = 0
    var falseWords = 0
    /// Quarters of a hook with more than one.
    var badQuarters = 0
    var silences = 0
    var named = 0
    var namedSoon = 0

    mutating func add(_ verdict: SimulatedHook.Verdict) {
      hooks += 1
      falseWords += verdict.falseWords.reduce(0, +)
      badQuarters += verdict.falseWords.count { $0 > 1 }
      silences += verdict.silences
      named += verdict.named
      namedSoon += verdict.namedSoon
    }

    var perQuarter: Double { Double(falseWords) / Double(max(1, hooks * 4)) }
  }

  @Test("At most one false word a hook and quarter, and half of the silences with a cause named within two usual ones")
  func year() async {
    let tallies = await Self.tallies()
    print("kind      hooks  false words a quarter  quarters with more  silences  named  within two usual ones")
    for kind in SimulatedHook.Kind.allCases {
      guard let tally = tallies[kind] else { continue }
      let cells = [
        (kind.rawValue, -10), ("\(tally.hooks)", 5), (String(format: "%.2f", tally.perQuarter), 23),
        ("\(tally.badQuarters) of \(tally.hooks * 4)", 20), ("\(tally.silences)", 10), ("\(tally.named)", 7),
        ("\(tally.namedSoon)", 24),
      ]
      print(cells.map(Self.padded).joined())
      #expect(tally.badQuarters * 50 <= tally.hooks * 4, "\(kind)")
      #expect(tally.namedSoon * 2 >= tally.silences, "\(kind)")
    }
    let (bad, quarters) = tallies.values.reduce((0, 0)) { ($0.0 + $1.badQuarters, $0.1 + $1.hooks * 4) }
    print("more than one false word in \(bad) of \(quarters) quarters")
    #expect(bad * 200 <= quarters)
  }

  /// On a thread of its own: other tests wait for the few threads that tasks share.
  private static func tallies() async -> [SimulatedHook.Kind: Tally] {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        let kinds = SimulatedHook.Kind.allCases.enumerated().map { number, kind in
          var tally = Tally()
          for hook in 0..<perKind {
            tally.add(SimulatedHook(kind, seed: firstSeed + UInt64(number * 10_000 + hook)).judged())
          }
          return (kind, tally)
        }
        continuation.resume(returning: Dictionary(uniqueKeysWithValues: kinds))
      }
    }
  }

  /// - Parameter width: below zero on the left.
  private static func padded(_ text: String, _ width: Int) -> String {
    let blanks = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? text + blanks : blanks + text
  }
}
