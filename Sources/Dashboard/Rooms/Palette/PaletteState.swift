public import TerminalUI

/// Finding a command by its name.
public struct PaletteState: Equatable, Sendable {
  /// Where the commands are to work.
  public let context: Context
  public var field = TextField(limit: 100)
  public var index = 0

  init(_ context: Context) {
    self.context = context
  }

  /// What can be done there, best match first; without a query in the order of the key table.
  public var matches: [Binding] {
    let all = (Bindings.of(context) + Bindings.of(.everywhere)).filter {
      // In the form a blank may be typed instead.
      !Self.left.contains($0.command) && !($0.command == .toggle && context == .form)
    }
    guard !field.text.isEmpty else { return all }
    return all.compactMap { binding in
      FuzzyMatch.score(field.text, in: "\(binding.footer ?? "") \(binding.help)").map { (binding, $0) }
    }.enumerated().sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.map(\.element.0)
  }

  /// Moving is done by keys alone.
  private static let left: Set<Command> = [
    .up, .down, .left, .right, .pageUp, .pageDown, .first, .last, .nextField, .previousField, .palette, .mark,
  ]
}

extension State {
  mutating func openPalette() -> [Effect] {
    keepTypedFilter()
    modal = .palette(PaletteState(context))
    return []
  }

  /// A filter that is being typed holds; the commands are those of the list it narrows.
  private mutating func keepTypedFilter() {
    board.filterField = nil
    guard case .form(var form) = screen, form.picker?.filterField != nil else { return }
    form.picker?.filterField = nil
    screen = .form(form)
  }

  mutating func palettePressed(_ palette: PaletteState, _ key: Key, _ command: Command?) -> [Effect] {
    var palette = palette
    let matches = palette.matches
    switch command {
    case .back:
      modal = nil
      return []
    case .press:
      guard matches.indices.contains(palette.index), let key = matches[palette.index].keys.first else { return [] }
      modal = nil
      return pressed(key)
    case .up: palette.index = max(0, palette.index - 1)
    case .down: palette.index = min(max(0, matches.count - 1), palette.index + 1)
    default:
      if palette.field.handle(key) { palette.index = 0 }
    }
    modal = .palette(palette)
    return []
  }

  mutating func palettePasted(_ palette: PaletteState, _ text: String) -> [Effect] {
    var palette = palette
    palette.field.insert(text)
    palette.index = 0
    modal = .palette(palette)
    return []
  }
}
