import FintoroAPI
import FintoroWebhooks

extension Account {
  /// A failure as commands tell it: where was asked, and times in the person's zone.
  func sentence(_ failure: Failure, advisesRepeating: Bool = true) -> String {
    FailureText.sentence(
      failure, baseURL: client.connection.baseURL.text, zone: environment.clock.zone,
      advisesRepeating: advisesRepeating)
  }
}
