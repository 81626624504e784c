import FintoroSandbox
import Synchronization

/// Keeps a sandbox's state in place of a file.
final class MemoryStorage: Sendable {
  private let contents = Mutex<[UInt8]?>(nil)
  private let isBroken = Mutex(false)

  /// What was kept last.
  var bytes: [UInt8] { contents.withLock { $0 } ?? [] }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  func setBroken(_ broken: Bool) { isBroken.withLock { $0 = broken } }

  /// For a sandbox that starts now.
  var storage: StateStorage {
    get throws {
      let kept = try contents.withLock { $0 }.map { try SandboxState($0) }
      return StateStorage(saved: kept) { [self] bytes in
        if isBroken.withLock({ $0 }) { return false }
        contents.withLock { $0 = bytes }
        return true
      }
    }
  }
}
