import FintoroWebhooks
import Foundation

/// A create or its resumption with the tries that a command allows itself: the same bytes with the same key, after
/// waits that grow, until its time is up.
struct RetryingCreate: Sendable {
  let creates: CreateWorkflow
  let clock: LiveClock
  /// In seconds, from the first try on.
  let wait: Double
  /// The longest pause between two tries, in seconds.
  private static let maxPause = 30.0

  /// The same create that is pending already, with the same destination, is finished instead of made again.
  /// - Parameter isFileChosen: whether a person named the file; one that was made up by rule is no difference.
  func create(_ order: CreateOrder, isFileChosen: Bool) async -> CreateOutcome {
    let deadline = clock.now().addingTimeInterval(wait)
    var outcome = await creates.create(order)
    if case .alreadyPending(let key, _) = outcome, await isSame(order, key, isFileChosen) {
      outcome = await creates.resume(key, to: order.destination)
    }
    return await goOn(outcome, order.destination, until: deadline)
  }

  func resume(_ key: IdempotencyKey, to destination: SecretDestination?) async -> CreateOutcome {
    let deadline = clock.now().addingTimeInterval(wait)
    return await goOn(await creates.resume(key, to: destination), destination, until: deadline)
  }

  private func goOn(
    _ first: CreateOutcome, _ destination: SecretDestination?, until deadline: Date
  ) async -> CreateOutcome {
    var outcome = first
    var failures = 0
    while case .kept(let key, let failure, mustTell: false) = outcome {
      failures += 1
      let delay = RequestRetryPolicy.delay(
        afterFailures: failures, random: clock.random(), retryAt: failure.retryAt, now: clock.now(),
        maxDelay: Self.maxPause)
      guard clock.now().addingTimeInterval(delay) <= deadline, failure.kind != .cancelled,
        (try? await Task.sleep(for: .seconds(delay))) != nil
      else { break }
      outcome = await creates.resume(key, to: destination)
    }
    return outcome
  }

  private func isSame(_ order: CreateOrder, _ key: IdempotencyKey, _ isFileChosen: Bool) async -> Bool {
    guard let entry = await creates.pending().entries.first(where: { $0.key == key }) else { return false }
    if case .file = entry.destination, !isFileChosen { return true }
    return entry.destination == order.destination
  }
}
