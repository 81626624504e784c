public import TerminalUI

/// The file for a new secret: a path that hooktop proposes until a person edits it, and the check of that file.
public struct SecretPath: Equatable, Sendable {
  public private(set) var field = TextField(limit: 4_096)
  /// Whether a person has edited the path; then hooktop proposes no other.
  public private(set) var isEdited = false
  /// Nil while the check is under way.
  public private(set) var check: SecretFileCheck?

  /// As typed.
  public var text: String { field.text }
  var path: String { field.text.trimmingBlanks }

  /// Whether no secret can be saved there. False until the check is done.
  var isBad: Bool { check.map { $0.problem != nil || text.isEmpty } ?? false }

  /// - Returns: the effect that finds or checks the path for a subscription of this name and URL.
  mutating func startCheck(name: String?, url: String) -> Effect {
    check = nil
    return isEdited ? .checkSecretFile(path: path) : .proposeSecretFile(name: name ?? "", url: url)
  }

  /// Takes the result of a check, unless the path has changed since.
  mutating func apply(_ check: SecretFileCheck, isProposal: Bool) {
    if isProposal {
      guard !isEdited else { return }
      field.set(check.path)
    } else if path != check.path {
      return
    }
    self.check = check
  }

  mutating func refuse(_ problem: String) { check = SecretFileCheck(path: text, problem: problem) }

  /// - Returns: whether the path has changed.
  mutating func edit(_ change: (inout TextField) -> Void) -> Bool {
    let before = text
    change(&field)
    guard text != before else { return false }
    isEdited = !text.isEmpty
    return true
  }

  /// Sets a path that a person chose.
  mutating func set(_ path: String) {
    field.set(path)
    isEdited = true
  }

  /// Lets hooktop propose a path again.
  mutating func reset() { isEdited = false }
}
