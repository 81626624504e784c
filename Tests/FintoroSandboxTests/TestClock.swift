import Foundation
import Synchronization

/// A clock that stands still until a test moves it; those who sleep until a time wake when it has come.
final class TestClock: Sendable {
  /// 2026-03-18T15:04:05Z
  static let start = Date(timeIntervalSince1970: 1_773_846_245)

  private struct Sleeper {
    var until: Date
    var waking: CheckedContinuation<Void, any Error>
  }

  private struct Contents {
    var now = TestClock.start
    var sleepers: [Int: Sleeper] = [:]
    var numbers = 0
  }

  private let contents = Mutex(Contents())

  var now: Date { contents.withLock { $0.now } }

  func advance(by seconds: Double) {
    let woken = contents.withLock { contents in
      contents.now += seconds
      let due = contents.sleepers.filter { $0.value.until <= contents.now }
      for number in due.keys { contents.sleepers[number] = nil }
      return due.values.map(\.waking)
    }
    for sleeper in woken { sleeper.resume() }
  }

  func sleep(until moment: Date) async throws {
    let number = contents.withLock { contents in
      contents.numbers += 1
      return contents.numbers
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { waking in
        let isDue = contents.withLock { contents in
          let isDue = moment <= contents.now || Task.isCancelled
          if !isDue { contents.sleepers[number] = Sleeper(until: moment, waking: waking) }
          return isDue
        }
        if isDue { waking.resume() }
      }
    } onCancel: {
      contents.withLock { $0.sleepers.removeValue(forKey: number) }?.waking.resume(throwing: CancellationError())
    }
  }
}
