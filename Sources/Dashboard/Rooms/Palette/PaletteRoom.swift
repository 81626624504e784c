import TerminalUI

/// Finds a command by its name.
public struct PaletteRoom: ListRoom {
  var cursor = ListCursor()
  /// The context in which the command will run.
  private let place: Context
  private var field = TextField(limit: 100)

  init(_ place: Context) {
    self.place = place
  }

  func context(in world: World) -> Context { .palette }

  func list(of world: World) -> ChoiceList {
    ChoiceList(
      title: "Commands", lines: matches.map { .init(text: $0.help, aside: $0.keyNames) }, columns: 72,
      note: "Type a few letters of a name · ↑ ↓ choose · Enter runs", field: field,
      empty: "No command is called so.")
  }

  mutating func act(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .command(.back, _): return [.close]
    case .command(.press, _):
      let matches = matches
      guard matches.indices.contains(cursor.selected), let key = matches[cursor.selected].keys.first else { return [] }
      return [.close, .press(key)]
    case .command(_, let key):
      if field.handle(key) { cursor = ListCursor() }
    case .text(let text):
      field.insert(text)
      cursor = ListCursor()
    default: break
    }
    return []
  }

  /// The available commands, best match first; without a query, in the order of the key table.
  public var matches: [Binding] {
    let all = (Bindings.of(place) + Bindings.of(.everywhere)).filter {
      // In the form, Space may be a character to type.
      !Self.left.contains($0.command) && !($0.command == .toggle && place == .form)
    }
    guard !field.text.isEmpty else { return all }
    return all.compactMap { binding in
      FuzzyMatch.score(field.text, in: "\(binding.footer ?? "") \(binding.help)").map { (binding, $0) }
    }.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element.0)
  }

  /// Movements work only by keys.
  private static let left: Set<Command> = [
    .up, .down, .left, .right, .pageUp, .pageDown, .first, .last, .nextField, .previousField, .palette, .mark,
  ]
}
