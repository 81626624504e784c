import FintoroWebhooks
import TerminalUI

/// Finds a command, a subscription, a company, a theme or a state by its words, and does what its line says.
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
      title: "Commands", lines: entries(in: world).map { .init(text: $0.text, aside: $0.aside) }, columns: 72,
      note: "Commands, subscriptions, companies, themes, states.", field: field,
      empty: "No such command.", height: 12)
  }

  mutating func act(_ input: RoomInput, in world: World) -> [Request] {
    switch input {
    case .command(.back, _): return [.close]
    case .command(.press, _):
      let entries = entries(in: world)
      return entries.indices.contains(cursor.selected) ? [.close] + entries[cursor.selected].requests : []
    case .command(_, let key):
      if field.handle(key) { cursor = ListCursor() }
    case .text(let text):
      field.insert(text)
      cursor = ListCursor()
    default: break
    }
    return []
  }

  /// What fits the typed words, best first; without any, the commands in the order of the key table.
  func entries(in world: World) -> [PaletteEntry] {
    let commands = PaletteEntry.commands(of: place, in: world)
    let words = PaletteEntry.words(field.text)
    guard !words.isEmpty else { return commands }
    let things = Self.leavesPlace(place) ? PaletteEntry.things(words, in: world) : []
    let found = Self.best((commands + things).compactMap { entry in entry.score(words).map { (entry, $0) } })
    guard found.isEmpty else { return found }
    // Letters in order, where no word fits: `nwsub` finds a new subscription. They stand at the beginning and close
    // together: scattered over a sentence, any letters are found in most of them.
    let (first, reach) = (field.text.first?.lowercased(), field.text.count * 3)
    return Self.best(
      commands.filter { $0.text.first?.lowercased() == first }
        .compactMap { entry in
          FuzzyMatch.score(field.text, in: String(entry.text.prefix(reach))).map { (entry, $0) }
        })
  }

  /// Equally good ones stay in their order.
  private static func best(_ scored: [(PaletteEntry, Int)]) -> [PaletteEntry] {
    scored.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element.0)
  }

  /// Whether other screens may be reached from there. A form is left by its own keys alone.
  private static func leavesPlace(_ place: Context) -> Bool {
    Bindings.command(for: Tab.board.digit, in: place) == .board
  }
}
