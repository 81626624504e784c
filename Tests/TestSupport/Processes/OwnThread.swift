import Foundation

/// Runs blocking work on a thread of its own. To be used for all of it, event loops included: the few threads that
/// tests, effects and servers in this process share would soon be blocked, and nothing would come any more.
public func onOwnThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread { continuation.resume(with: Result { try work() }) }.start()
  }
}
