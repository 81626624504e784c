import FintoroWebhooks

/// Chooses the board's columns. The board shows each change at once.
public struct ColumnsRoom: ListRoom {
  var cursor = ListCursor()
  /// The columns that Esc restores.
  private let before: Set<SubscriptionColumn.ID>

  /// The columns that may be left out.
  static let offered = BoardColumns.all.filter { !BoardColumns.always.contains($0) }
  static let secondClick = Command.toggle

  init(_ world: World) {
    before = world.choices.look.columns
  }

  func context(in world: World) -> Context { .columns }

  func list(of world: World) -> ChoiceList {
    let look = world.choices.look
    let drawn = Set(world.boardLayout.columns.filter { $0.columns > 0 }.map(\.id))
    return ChoiceList(
      title: "Columns",
      lines: Self.offered.map { id in
        let isChosen = look.columns.contains(id)
        let title = SubscriptionColumns.column(id).word
        return .init(
          text: "\(isChosen ? "[x]" : "[ ]") \(title)", aside: isChosen && !drawn.contains(id) ? "no room now" : "")
      }, note: "Space show or hide · Enter done · Esc cancel. State and name are always shown.")
  }

  mutating func act(_ input: RoomInput, in world: World) -> [Request] {
    var choices = world.choices
    switch input {
    case .command(.press, _): return [.close]
    case .command(.back, _):
      choices.look.columns = before
      return [.choose(choices), .close]
    case .command(.toggle, _):
      choices.look.columns.formSymmetricDifference([Self.offered[cursor.selected]])
      return [.choose(choices)]
    default: return []
    }
  }
}
