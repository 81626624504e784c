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

  /// Opens the secret's dialog where it interrupts nothing. Elsewhere a line says that the secret waits.
  /// - Parameter isAwaited: whether a dialog that waited for it was open until now.
  mutating func show(_ secret: SecretRoom, isAwaited: Bool = false) {
    guard isAtRest || isAwaited && modal == nil else {
      secretsToShow.append(secret)
      noteWaitingSecret()
      // The line itself is not drawn under a dialog.
      if modal != nil, let line = world.waitingSecret?.sentence {
        _ = secret.isSaved ? showMessage(line, .good) : showAlert(line)
      }
      return
    }
    open(secret)
  }

  /// Opens the dialog of the secret that has waited longest.
  mutating func showWaitingSecret() {
    if !secretsToShow.isEmpty { open(secretsToShow.removeFirst()) }
  }

  /// Puts the board's cursor on the subscription as well: that moves nothing under a person's keys, which do not count
  /// yet.
  private mutating func open(_ secret: SecretRoom) {
    openUnasked(.secret(secret))
    board.select(wantedID: secret.subscription.id, in: list)
    board.listChanged(list, rows: boardRows)
  }

  /// Notes for the screens which secret waits.
  mutating func noteWaitingSecret() {
    let (isAtRest, before) = (isAtRest, world.waitingSecret)
    world.waitingSecret = secretsToShow.first.map { secret in
      WaitingSecret(
        label: secret.subscription.displayName, isRotated: secret.isRotation, isSaved: secret.isSaved,
        others: secretsToShow.count - 1, isShownByEnter: isAtRest)
    }
    // The message that stood under a dialog does not stay when the line says more.
    if before != world.waitingSecret, message?.text == before?.sentence { message = nil }
  }
}
