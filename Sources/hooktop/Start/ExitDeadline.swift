import Foundation
import Glibc

/// Ends the process some time after a signal, whatever its tasks do then.
///
/// Where every thread of the pool computes, no task that would end the program in good order gets its turn.
enum ExitDeadline {
  /// - Parameters:
  ///   - numbers: signals that ask the program to end.
  ///   - seconds: what an end in good order may take. What must survive is on the disk before that.
  static func watch(_ numbers: [Int32], within seconds: Double) {
    _ = SignalDispatcher.listen(to: numbers) { number in
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: seconds)
        _exit(128 + number)
      }
    }
  }
}
