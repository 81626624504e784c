public import FintoroWebhooks

/// What of a subscription is to be copied. Nothing is copied unasked: a clipboard may be kept and seen by others.
public struct CopyChoice: Equatable, Sendable {
  public let subscription: Subscription
  /// Where its secret is kept; nil where that is not known. The secret itself is not copied from here.
  public let secretPath: String?
  public var index = 0

  init(_ subscription: Subscription, secretPath: String?) {
    self.subscription = subscription
    self.secretPath = secretPath
  }

  var options: [(name: String, text: String)] {
    [("URL", subscription.url), ("id", String(subscription.id))]
      + (subscription.name.map { [("name", $0)] } ?? []) + (secretPath.map { [("secret's file", $0)] } ?? [])
  }
}

extension State {
  mutating func openCopy() -> [Effect] {
    guard let subscription = subscriptionInView else { return showMessage("There is nothing to copy here.") }
    modal = .copy(CopyChoice(subscription, secretPath: custody.secrets[subscription.id]?.path))
    return []
  }

  mutating func copyPressed(_ choice: CopyChoice, _ command: Command?) -> [Effect] {
    var choice = choice
    switch command {
    case .back: modal = nil
    case .press:
      let (name, text) = choice.options[choice.index]
      modal = nil
      return [.copyText(text)]
        + showMessage(
          "The \(name) was sent to the terminal's clipboard, which tmux and the terminal may refuse or keep.")
    case .up: choice.index = max(0, choice.index - 1)
    case .down: choice.index = min(choice.options.count - 1, choice.index + 1)
    default: break
    }
    if modal != nil { modal = .copy(choice) }
    return []
  }

  /// The one that keys on this screen are about.
  var subscriptionInView: Subscription? {
    switch screen {
    case .board: board.selected?.assessed?.subscription
    case .detail(let detail): board.subscription(detail.id)?.subscription
    default: nil
    }
  }
}

extension CopyChoice {
  var list: ChoiceList {
    let names = options.map(\.name.count).max() ?? 0
    return ChoiceList(
      title: "Copy",
      lines: options.map { name, text in
        .init(text: name + String(repeating: " ", count: names - name.count + 2) + text)
      }, index: index, columns: 76)
  }
}
