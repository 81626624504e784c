public import FintoroWebhooks

/// Carries bytes to the API and back; it knows nothing of subscriptions.
///
/// A transport never follows a redirect, never sends a request twice, and ends by the request's time-out.
public protocol Transport: Sendable {
  /// - Returns: whatever answer came, of any status.
  /// - Throws: `unreachable` only where surely no byte of the request has left; otherwise `timedOut`, `connectionLost`,
  ///   `cancelled`, `unreadable` (longer than allowed, or not HTTP) or `notSent`.
  func send(_ request: RawRequest) async throws(Failure) -> RawResponse

  /// Gives the connections back. A request after it fails.
  func shutDown() async
}
