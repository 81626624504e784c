import Dashboard
import FintoroWebhooks

extension Action {
  /// A try that ended at the fixture's moment; the jitter of the next one is as long as can be.
  static func createFinished(number: Int, _ outcome: CreateOutcome) -> Action {
    .createFinished(number: number, outcome, at: Fixture.now, random: 1)
  }
}

extension CreateOutcome {
  static func created(_ subscription: Subscription, _ secret: SigningSecret, savedTo path: String) -> CreateOutcome {
    .created(subscription, secret, savedTo: path, isRepeated: false)
  }

  static func savingFailed(
    _ subscription: Subscription, _ secret: SigningSecret, problem: String
  ) -> CreateOutcome {
    .savingFailed(subscription, secret, problem: problem, key: IdempotencyKey(rawValue: "k"))
  }

  /// The answer was lost, and nothing else is in doubt.
  static func kept(_ key: IdempotencyKey, _ failure: Failure) -> CreateOutcome { .kept(key, failure, mustTell: false) }
}

extension MarkedChange.Outcome {
  static let changed = edited(.done(Fixture.erp))
  static func failed(_ failure: Failure) -> MarkedChange.Outcome { .edited(.refused(failure)) }
}
