import FintoroWebhooks
import Foundation

/// Secrets that wait to be shown, and where the others are kept.
extension State {
  mutating func secretsInspected(_ secrets: [Int: SecretLocation], _ news: [String]) -> [Effect] {
    custody.secrets.merge(secrets) { $1 }
    return news.isEmpty ? [] : showAlert(news.joined(separator: " "))
  }

  /// Which secret files to check after a new list: all at first, later those of the subscription on the screen.
  func inspection(isFirst: Bool) -> [Effect] {
    if isFirst { return [.inspectSecrets(list.subscriptions.map(\.id))] }
    if case .detail(let detail) = screen { return [.inspectSecrets([detail.id])] }
    return []
  }

  /// Opens the secret's dialog. It waits in a queue if the open dialog must not be interrupted.
  mutating func show(_ secret: SecretRoom) {
    switch modal {
    case nil, .help, .themes, .sort, .columns, .palette, .copy, .duplicate, .reading: modal = .secret(secret)
    case .secret, .settings, .review, .merge, .confirm, .company, .marked: secretsToShow.append(secret)
    }
  }

  /// Opens the next secret in the queue once no dialog is open.
  mutating func showWaitingSecret() {
    guard modal == nil, !secretsToShow.isEmpty else { return }
    var secret = secretsToShow.removeFirst()
    secret.appear(at: now)
    modal = .secret(secret)
  }
}
