public import TerminalUI

/// Where a new secret goes: a path that hooktop proposes until a person edits it, and what is known of a file there.
public struct SecretPath: Equatable, Sendable {
  public private(set) var field = TextField(limit: 4_096)
  /// Once a person has edited it no other is proposed.
  public private(set) var isOwn = false
  /// Nil while it is being found out.
  public private(set) var check: SecretFileCheck?

  /// As typed.
  public var text: String { field.text }
  var path: String { field.text.trimmingBlanks }

  /// Whether no secret can go there. Nothing is wrong with it before that is known.
  var isBad: Bool { check.map { $0.problem != nil || text.isEmpty } ?? false }

  /// - Returns: what finds out where the secret of such a subscription goes.
  mutating func look(name: String?, url: String) -> Effect {
    check = nil
    return isOwn ? .checkSecretFile(path: path) : .proposeSecretFile(name: name ?? "", url: url)
  }

  /// Takes what was found out, unless another path stands there by now.
  mutating func take(_ check: SecretFileCheck, isProposal: Bool) {
    if isProposal {
      guard !isOwn else { return }
      field.set(check.path)
    } else if path != check.path {
      return
    }
    self.check = check
  }

  mutating func refuse(_ problem: String) { check = SecretFileCheck(path: text, problem: problem) }

  /// - Returns: whether the path is another now.
  mutating func edit(_ change: (inout TextField) -> Void) -> Bool {
    let before = text
    change(&field)
    guard text != before else { return false }
    isOwn = !text.isEmpty
    return true
  }

  /// A path that a person chose.
  mutating func set(_ path: String) {
    field.set(path)
    isOwn = true
  }

  /// The path of before is given up.
  mutating func reset() { isOwn = false }
}
