import FintoroWebhooks
import TerminalUI

extension State {
  /// Opens the dialog before something that cannot be undone.
  mutating func ask(_ deed: DangerState.Deed, from opener: PendingState? = nil) -> [Effect] {
    var danger = DangerState(deed)
    guard isWritable(danger.subject) else { return [] }
    danger.opener = opener
    modal = .danger(danger)
    return danger.hasSecretPath ? [secretFileEffect(danger)] : []
  }

  mutating func dangerPressed(_ danger: DangerState, _ key: Key, _ command: Command?) -> [Effect] {
    // What was sent stays what is seen; its answer closes the dialog.
    if danger.isSending { return danger.write == .delete && command == .back ? leave(danger) : [] }
    var danger = danger
    switch command {
    case .back: return leave(danger)
    case .nextField, .previousField:
      if danger.hasSecretPath { danger.focus = danger.focus == .word ? .secret : .word }
    case .press where danger.focus == .secret: danger.focus = .word
    case .press: return doIt(danger)
    default: return edit(danger) { _ = $0.handle(key) }
    }
    modal = .danger(danger)
    return []
  }

  mutating func dangerPasted(_ danger: DangerState, _ text: String) -> [Effect] {
    danger.isSending ? [] : edit(danger) { $0.insert(text) }
  }

  /// - Returns: whether the dialog of a rotation waits for such a word, and has taken it.
  mutating func tellDanger(_ check: SecretFileCheck, isProposal: Bool) -> Bool {
    guard case .danger(var danger) = modal, danger.hasSecretPath else { return false }
    if isProposal {
      guard !danger.isSecretPathOwn else { return true }
      danger.secretPath.set(check.path)
    } else if danger.secretPath.text.trimmingBlanks != check.path {
      return true
    }
    danger.secretCheck = check
    modal = .danger(danger)
    return true
  }

  mutating func leave(_ danger: DangerState) -> [Effect] {
    modal = danger.opener.map { .pending($0) }
    return []
  }

  private mutating func edit(_ danger: DangerState, _ change: (inout TextField) -> Void) -> [Effect] {
    var danger = danger
    var effects: [Effect] = []
    danger.problem = nil
    switch danger.focus {
    case .word: change(&danger.word)
    case .secret:
      let before = danger.secretPath.text
      change(&danger.secretPath)
      if danger.secretPath.text != before {
        danger.isSecretPathOwn = !danger.secretPath.text.isEmpty
        danger.secretCheck = nil
        effects = [secretFileEffect(danger)]
      }
    }
    modal = .danger(danger)
    return effects
  }

  func secretFileEffect(_ danger: DangerState) -> Effect {
    danger.isSecretPathOwn
      ? .checkSecretFile(path: danger.secretPath.text.trimmingBlanks)
      : .proposeSecretFile(name: danger.subscription?.name ?? "", url: danger.subscription?.url ?? "")
  }

  private mutating func doIt(_ danger: DangerState) -> [Effect] {
    var danger = danger
    // Enter alone does nothing.
    guard danger.isMeant else {
      if !danger.word.text.isEmpty {
        danger.problem = "That is neither \(danger.words.joined(separator: " nor ")); nothing is done."
      }
      modal = .danger(danger)
      return []
    }
    if danger.hasSecretPath {
      guard let check = danger.secretCheck else { return [secretFileEffect(danger)] }
      if check.problem != nil || danger.secretPath.text.isEmpty {
        danger.focus = .secret
        modal = .danger(danger)
        return []
      }
    }
    guard isWritable(danger.subject) else {
      modal = nil
      return []
    }
    danger.isSending = true
    danger.problem = nil
    track(danger.write, danger.subject, label: danger.label)
    modal = .danger(danger)
    return [effect(danger)]
  }

  private func effect(_ danger: DangerState) -> Effect {
    switch danger.deed {
    case .delete(let subscription): .delete(id: subscription.id)
    case .rotate(let subscription):
      .rotate(id: subscription.id, secretPath: danger.secretPath.text.trimmingBlanks)
    case .adopt(let create, let subscription): .adopt(create.key, id: subscription.id)
    case .forget(let create): .forget(create.key)
    }
  }
}
