public import FintoroWebhooks
public import TerminalUI
public import Foundation

/// The dialog with the one-time secret. The secret is forgotten when the dialog closes.
public struct SecretRoom: Room {
  public enum Custody: Equatable, Sendable {
    /// Written and synced to this file before anything was drawn.
    case saved(path: String)
    /// The secret exists only on this screen.
    case notSaved(problem: String)
  }

  public enum Button: Int, CaseIterable, Sendable {
    case done, saveCopy, hide, copy
  }

  public let subscription: Subscription
  public let secret: SigningSecret
  public var custody: Custody
  public var focus: Button
  public var isHidden = false
  /// The path for another copy, while it is typed.
  public var copyField: TextField?
  /// The word typed to close the dialog although the secret is not saved.
  public var wordField: TextField
  /// The result of the last button.
  public var note: SecretNote?
  /// When the old secret became invalid, by the server's clock; nil for a subscription's first secret.
  public let rotatedAt: Date?
  /// Whether it replaces an older secret.
  let isRotation: Bool

  /// The word that closes the dialog although the secret is lost then.
  public static let discardWord = "discard"

  public init(
    _ subscription: Subscription, _ secret: SigningSecret, _ custody: Custody, rotatedAt: Date? = nil,
    isRotation: Bool = false
  ) {
    self.subscription = subscription
    self.secret = secret
    self.custody = custody
    self.rotatedAt = rotatedAt
    self.isRotation = isRotation || rotatedAt != nil
    wordField = TextField(limit: 20)
    focus = if case .saved = custody { .done } else { .saveCopy }
  }

  public var isSaved: Bool { if case .saved = custody { true } else { false } }

  func context(in world: World) -> Context {
    copyField != nil ? .secretCopy : focus == .done && !isSaved ? .unsavedSecret : .secret
  }
}

extension SecretRoom {
  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .command(let command, let key): return act(command, key, world)
    case .text(let text): copyField?.insert(text)
    case .click(.secretButton(let button)):
      focus = button
      return act(.press, .enter, world)
    case .result(.secretCopied(let result)): copied(result)
    default: break
    }
    return []
  }

  private mutating func act(_ command: Command?, _ key: Key, _ world: World) -> [Request] {
    if copyField != nil { return actOnCopy(command, key) }
    switch command {
    case .nextField: moveFocus(by: 1)
    case .previousField: moveFocus(by: -1)
    case .press: return press(focus)
    case .saveCopy: return press(.saveCopy)
    case .hide: return press(.hide)
    case .copy: return press(.copy)
    default:
      guard context(in: world) == .unsavedSecret else {
        // Keys that close other dialogs by habit must not remove a secret that is shown only once.
        if key == .escape || key == "q" { note = .bad("only Done closes this") }
        break
      }
      if [.tab, .right, .down].contains(key) {
        moveFocus(by: 1)
      } else if [.backTab, .left, .up].contains(key) {
        moveFocus(by: -1)
      } else {
        _ = wordField.handle(key)
      }
    }
    return []
  }

  private mutating func actOnCopy(_ command: Command?, _ key: Key) -> [Request] {
    switch command {
    case .back: copyField = nil
    case .press:
      let path = copyField?.text.trimmingBlanks ?? ""
      if !path.isEmpty { return [.effect(.saveSecretCopy(secret, path: path))] }
      note = .bad("type the path of a new file, for example ~/erp.secret")
    default: _ = copyField?.handle(key)
    }
    return []
  }

  /// Keeps the focus, so that a button's own key does not change what Enter does next.
  private mutating func press(_ button: Button) -> [Request] {
    switch button {
    case .done:
      if isSaved || wordField.text == Self.discardWord { return [.close] }
      note = .bad("the secret is not saved: save a copy, or type \(Self.discardWord) to lose it")
    case .saveCopy: copyField = TextField(limit: 4_096)
    case .hide: isHidden.toggle()
    case .copy:
      note = .good("sent to the terminal's clipboard; tmux and the terminal may keep it")
      return [.effect(.copyToClipboard(secret))]
    }
    return []
  }

  private mutating func copied(_ result: SecretCopyResult) {
    switch result {
    case .saved(let path):
      if !isSaved { custody = .saved(path: path) }
      note = .good("copy saved to \(path)")
      copyField = nil
      focus = .done
    case .failed(let problem): note = .bad(problem)
    }
  }

  private mutating func moveFocus(by offset: Int) {
    let count = Button.allCases.count
    focus = Button(rawValue: (focus.rawValue + offset + count) % count) ?? .done
    note = nil
  }
}

/// The result of a button in the secret's dialog.
public enum SecretNote: Equatable, Sendable {
  case good(String)
  case bad(String)
}
