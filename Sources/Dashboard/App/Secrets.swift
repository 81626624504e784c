import FintoroWebhooks
import Foundation

/// Secrets: those that wait to be seen, and where the others are.
extension State {
  mutating func secretsInspected(_ secrets: [Int: SecretLocation], _ news: [String]) -> [Effect] {
    custody.secrets.merge(secrets) { $1 }
    return news.isEmpty ? [] : showAlert(news.joined(separator: " "))
  }

  /// What to look at after a new list: all the first time, afterwards what stands on the screen.
  func inspection(isFirst: Bool) -> [Effect] {
    if isFirst { return [.inspectSecrets(list.subscriptions.map(\.id))] }
    if case .detail(let detail) = screen { return [.inspectSecrets([detail.id])] }
    return []
  }

  /// Opens the dialog, or queues it behind one in which something is asked or shown that must not be torn away.
  mutating func show(_ secret: SecretRoom) {
    switch modal {
    case nil, .help, .themes, .sort, .columns, .palette, .copy, .duplicate, .reading, .pending: modal = .secret(secret)
    case .secret, .settings, .review, .merge, .confirm, .company, .marked: secretsToShow.append(secret)
    }
  }

  /// The next secret in the queue, as soon as no dialog is open.
  mutating func showWaitingSecret() {
    guard modal == nil, !secretsToShow.isEmpty else { return }
    var secret = secretsToShow.removeFirst()
    secret.appear(at: now)
    modal = .secret(secret)
  }
}
