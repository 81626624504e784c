import FintoroWebhooks
import TerminalUI

extension State {
  /// Opens the dialog before something that cannot be undone.
  mutating func ask(_ deed: ConfirmState.DangerousChange, from opener: PendingRoom? = nil) -> [Effect] {
    var confirm = ConfirmState(deed)
    guard isWritable(confirm.subject) else { return [] }
    confirm.opener = opener
    modal = .confirm(confirm)
    return confirm.hasSecretPath ? [secretFileEffect(confirm)] : []
  }

  mutating func confirmPressed(_ confirm: ConfirmState, _ key: Key, _ command: Command?) -> [Effect] {
    // What was sent stays what is seen; its answer closes the dialog.
    if confirm.isSending { return confirm.write == .delete && command == .back ? leave(confirm) : [] }
    var confirm = confirm
    switch command {
    case .back: return leave(confirm)
    case .nextField, .previousField:
      if confirm.hasSecretPath { confirm.focus = confirm.focus == .word ? .secret : .word }
    case .press where confirm.focus == .secret: confirm.focus = .word
    case .press: return submit(confirm)
    default: return edit(confirm) { _ = $0.handle(key) }
    }
    modal = .confirm(confirm)
    return []
  }

  mutating func confirmPasted(_ confirm: ConfirmState, _ text: String) -> [Effect] {
    confirm.isSending ? [] : edit(confirm) { $0.insert(text) }
  }

  /// - Returns: whether the dialog of a rotation waits for such a word, and has taken it.
  mutating func tellDanger(_ check: SecretFileCheck, isProposal: Bool) -> Bool {
    guard case .confirm(var confirm) = modal, confirm.hasSecretPath else { return false }
    if isProposal {
      guard !confirm.isSecretPathOwn else { return true }
      confirm.secretPath.set(check.path)
    } else if confirm.secretPath.text.trimmingBlanks != check.path {
      return true
    }
    confirm.secretCheck = check
    modal = .confirm(confirm)
    return true
  }

  mutating func leave(_ confirm: ConfirmState) -> [Effect] {
    modal = confirm.opener.map { .pending($0) }
    return []
  }

  private mutating func edit(_ confirm: ConfirmState, _ change: (inout TextField) -> Void) -> [Effect] {
    var confirm = confirm
    var effects: [Effect] = []
    confirm.problem = nil
    switch confirm.focus {
    case .word: change(&confirm.word)
    case .secret:
      let before = confirm.secretPath.text
      change(&confirm.secretPath)
      if confirm.secretPath.text != before {
        confirm.isSecretPathOwn = !confirm.secretPath.text.isEmpty
        confirm.secretCheck = nil
        effects = [secretFileEffect(confirm)]
      }
    }
    modal = .confirm(confirm)
    return effects
  }

  func secretFileEffect(_ confirm: ConfirmState) -> Effect {
    confirm.isSecretPathOwn
      ? .checkSecretFile(path: confirm.secretPath.text.trimmingBlanks)
      : .proposeSecretFile(name: confirm.subscription?.name ?? "", url: confirm.subscription?.url ?? "")
  }

  private mutating func submit(_ confirm: ConfirmState) -> [Effect] {
    var confirm = confirm
    // Enter alone does nothing.
    guard confirm.isConfirmed else {
      if !confirm.word.text.isEmpty {
        confirm.problem = "That is neither \(confirm.words.joined(separator: " nor ")); nothing is done."
      }
      modal = .confirm(confirm)
      return []
    }
    if confirm.hasSecretPath {
      guard let check = confirm.secretCheck else { return [secretFileEffect(confirm)] }
      if check.problem != nil || confirm.secretPath.text.isEmpty {
        confirm.focus = .secret
        modal = .confirm(confirm)
        return []
      }
    }
    guard isWritable(confirm.subject) else {
      modal = nil
      return []
    }
    confirm.isSending = true
    confirm.problem = nil
    track(confirm.write, confirm.subject, label: confirm.label)
    modal = .confirm(confirm)
    return [effect(confirm)]
  }

  private func effect(_ confirm: ConfirmState) -> Effect {
    switch confirm.deed {
    case .delete(let subscription): .delete(id: subscription.id)
    case .rotate(let subscription):
      .rotate(id: subscription.id, secretPath: confirm.secretPath.text.trimmingBlanks)
    case .adopt(let create, let subscription): .adopt(create.key, id: subscription.id)
    case .forget(let create): .forget(create.key)
    }
  }
}
