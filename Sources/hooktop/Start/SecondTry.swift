import FintoroAPI
import FintoroWebhooks
import Foundation

/// Tries a read again once where the answer was lost or the server failed. Both tries are over within the time limit of
/// one.
struct SecondTry: Sendable {
  private let client: FintoroClient
  private let clock: LiveClock

  init(_ client: FintoroClient, _ clock: LiveClock) {
    self.client = client
    self.clock = clock
  }

  func read<Value>(
    _ request: (FintoroClient) async throws(Failure) -> Answer<Value>
  ) async throws(Failure) -> Answer<Value> {
    let started = ContinuousClock.now
    do throws(Failure) {
      return try await request(client)
    } catch {
      let left = client.connection.timeout - (ContinuousClock.now - started)
      let delay = error.retryAt.map { Duration.seconds(max(0, $0.timeIntervalSince(clock.now()))) }
      guard let wait = Self.wait(after: error, left: left, asked: delay, random: clock.random()) else { throw error }
      do {
        try await Task.sleep(for: wait)
      } catch {
        throw Failure(.cancelled)
      }
      return try await again(request, within: left - wait)
    }
  }

  private func again<Value>(
    _ request: (FintoroClient) async throws(Failure) -> Answer<Value>, within left: Duration
  ) async throws(Failure) -> Answer<Value> {
    do throws(Failure) {
      return try await request(client.limited(to: left))
    } catch {
      guard case .timedOut = error.kind else { throw error }
      // People know the limit that they gave, not what was left of it.
      var failure = error
      failure.kind = .timedOut(seconds: Int(client.connection.timeout.components.seconds))
      throw failure
    }
  }

  /// How long to wait before the second try; nil where there is none.
  /// - Parameters:
  ///   - left: of the time limit.
  ///   - asked: for how long the answer asked to be left alone.
  ///   - random: 0..<1, so that many clients do not come back together.
  static func wait(after failure: Failure, left: Duration, asked: Duration?, random: Double) -> Duration? {
    switch failure.kind {
    case .connectionLost, .timedOut, .server: break
    default: return nil
    }
    // Less is no time for an answer.
    guard left >= .milliseconds(500) else { return nil }
    let wait = min(.seconds(0.5 + random), left / 4)
    guard let asked else { return wait }
    return asked > left / 2 ? nil : max(wait, asked)
  }
}
