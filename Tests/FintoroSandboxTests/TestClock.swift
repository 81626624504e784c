import Foundation
import Synchronization

/// A clock that stands still until a test moves it.
final class TestClock: Sendable {
  /// 2026-03-18T15:04:05Z
  static let start = Date(timeIntervalSince1970: 1_773_846_245)

  private let time = Mutex(TestClock.start)

  var now: Date { time.withLock { $0 } }

  func advance(by seconds: Double) {
    time.withLock { $0 += seconds }
  }
}
