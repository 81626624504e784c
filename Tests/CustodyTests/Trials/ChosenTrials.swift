import Foundation

/// Trials that take seconds each: every tenth is run, and all of them where `HOOKTOP_ALL_TRIALS` is 1.
enum ChosenTrials {
  static func of(_ numbers: ClosedRange<Int>) -> [Int] {
    let isWhole = ProcessInfo.processInfo.environment["HOOKTOP_ALL_TRIALS"] == "1"
    return numbers.filter { isWhole || ($0 - numbers.lowerBound).isMultiple(of: 10) }
  }
}
