import FintoroWebhooks

/// Chooses what to copy of a subscription. Nothing is copied without a choice: a clipboard may be stored and seen by
/// others.
public struct CopyRoom: ListRoom {
  var cursor = ListCursor()
  private let options: [Option]

  private struct Option: Equatable {
    let name: String
    let text: String
  }

  /// - Parameter secretPath: the file of its secret; nil if not known. The secret itself is not copied here.
  init(_ subscription: Subscription, secretPath: String?) {
    options =
      [Option(name: "URL", text: subscription.url), Option(name: "id", text: String(subscription.id))]
      + (subscription.name.map { [Option(name: "name", text: $0)] } ?? [])
      + (secretPath.map { [Option(name: "secret's file", text: $0)] } ?? [])
  }

  func context(in world: World) -> Context { .copy }

  func list(of world: World) -> ChoiceList {
    let columns = (options.map(\.name.count).max() ?? 0) + 2
    return ChoiceList(
      title: "Copy", lines: options.map { .init(text: $0.name.padded(to: columns) + $0.text) }, columns: 76)
  }

  mutating func act(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .command(.back, _): return [.close]
    case .command(.press, _):
      let option = options[cursor.selected]
      return [
        .close, .effect(.copyText(option.text)),
        .showMessage(
          "\(option.name) sent to the terminal's clipboard; tmux may block it."),
      ]
    default: return []
    }
  }
}
