import FintoroWebhooks
import TerminalUI

extension State {
  /// Opens the dialog, or queues it behind one in which something is asked or shown that must not be torn away.
  mutating func show(_ secret: SecretState) {
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

  mutating func secretPressed(_ secret: SecretState, _ key: Key, _ command: Command?) -> [Effect] {
    guard now >= secret.keysCountFrom else { return [] }
    var secret = secret
    if secret.copyField != nil { return copyPressed(secret, key, command) }
    switch command {
    case .nextField: secret.moveFocus(by: 1)
    case .previousField: secret.moveFocus(by: -1)
    case .press: return press(secret, secret.focus)
    case .saveCopy: return press(secret, .saveCopy)
    case .hide: return press(secret, .hide)
    case .copy: return press(secret, .copy)
    default:
      guard secret.context == .unsavedSecret else {
        guard key == .escape || key == "q" else { return [] }
        // What ends other dialogs by habit is no reason to take away what is shown once.
        secret.note = .bad("only Done closes this")
        break
      }
      if [.tab, .right, .down].contains(key) {
        secret.moveFocus(by: 1)
      } else if [.backTab, .left, .up].contains(key) {
        secret.moveFocus(by: -1)
      } else {
        _ = secret.wordField.handle(key)
      }
    }
    modal = .secret(secret)
    return []
  }

  mutating func secretPasted(_ secret: SecretState, _ text: String) -> [Effect] {
    var secret = secret
    secret.copyField?.insert(text)
    modal = .secret(secret)
    return []
  }

  mutating func secretCopied(_ result: SecretCopyResult) -> [Effect] {
    guard case .secret(var secret) = modal else { return [] }
    switch result {
    case .saved(let path):
      if !secret.isSaved { secret.custody = .saved(path: path) }
      secret.note = .good("copy saved to \(path)")
      secret.copyField = nil
      secret.focus = .done
    case .failed(let problem):
      secret.note = .bad(problem)
    }
    modal = .secret(secret)
    return []
  }

  private mutating func copyPressed(_ secret: SecretState, _ key: Key, _ command: Command?) -> [Effect] {
    var secret = secret
    var effects: [Effect] = []
    switch command {
    case .back: secret.copyField = nil
    case .press:
      let path = secret.copyField?.text.trimmingBlanks ?? ""
      if path.isEmpty {
        secret.note = .bad("type the path of a new file, for example ~/erp.secret")
      } else {
        effects = [.saveSecretCopy(secret.secret, path: path)]
      }
    default: _ = secret.copyField?.handle(key)
    }
    modal = .secret(secret)
    return effects
  }

  private mutating func press(_ secret: SecretState, _ button: SecretState.Button) -> [Effect] {
    var secret = secret
    var effects: [Effect] = []
    // The focus stays: what Enter does next is what it did before the key of another button.
    switch button {
    case .done:
      guard secret.isSaved || secret.wordField.text == SecretState.word else {
        secret.note = .bad("the secret is not saved: save a copy, or type \(SecretState.word) to lose it")
        break
      }
      modal = nil
      return []
    case .saveCopy: secret.copyField = TextField(limit: 4_096)
    case .hide: secret.isHidden.toggle()
    case .copy:
      secret.note = .good("sent to the terminal's clipboard; tmux and the terminal may keep it")
      effects = [.copyToClipboard(secret.secret)]
    }
    modal = .secret(secret)
    return effects
  }
}

extension SecretState {
  fileprivate mutating func moveFocus(by offset: Int) {
    let count = Button.allCases.count
    focus = Button(rawValue: (focus.rawValue + offset + count) % count) ?? .done
    note = nil
  }
}
