import FintoroWebhooks
import TerminalUI

/// The lines of help and how they stand in columns.
struct HelpPage {
  enum Line {
    case title(String)
    case key(String, String)
    case state(HealthState)
    case blank
  }

  let box: Rect
  let lines: [Line]
  /// Columns of the terminal for a column of keys.
  let width: Int
  /// Columns of the terminal for the names of keys.
  let keyColumns: Int
  /// Lines in a column.
  let rows: Int
  /// How many lines are visible at once.
  let capacity: Int

  /// The keys of one place: what to do, what to look at, how to move, and what the states look like.
  init(_ place: Context, in world: World) {
    let size = world.size
    let here = Bindings.of(place, in: world)
    let own = here + Bindings.of(.everywhere).filter { other in !here.contains { $0.command == other.command } }
    let states: [Line] =
      Bindings.command(for: Tab.board.digit, in: place) == .board ? HealthState.byWeight.map { .state($0) } : []
    let area = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    let usual = (keys: 7, width: size.columns >= 120 ? 28 : 25)
    // Wide enough for every name, if all of them are on one page then.
    let keys = max(usual.keys, 1 + (own.compactMap { $0.keys.first?.name.count }.max() ?? 0))
    let names = own.map { DisplayWidth.of($0.shortName) }.max() ?? 0
    let whole = Columns(own, states, keys: keys, width: max(usual.width, keys + 2 + names), in: area)
    let cut = Columns(own, states, keys: usual.keys, width: usual.width, in: area)
    let columns = whole.fits || !cut.fits ? whole : cut
    (keyColumns, width, lines, rows) = (columns.keys, columns.width, columns.lines, columns.rows)
    capacity = rows * columns.count
    // The title has room, too.
    let title = DisplayWidth.of(Self.title(place)) + 6
    box = area.centered(columns: min(area.columns, max(columns.used * width + 4, title)), rows: rows + 2)
  }

  static func title(_ place: Context) -> String { "Keys · \(place.title)" }

  /// The keys of all places, in two columns in a wide window.
  init(allIn size: Size) {
    let area = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    let count = size.columns >= 156 ? 2 : 1
    box = area.centered(columns: 76 * count, rows: 50)
    width = (box.columns - 4) / count
    let keyColumns = 22
    self.keyColumns = keyColumns
    rows = max(1, box.rows - 2)
    capacity = rows * count
    lines = Context.allCases.flatMap { context -> [Line] in
      let bindings = Bindings.of(context)
      return bindings.isEmpty
        ? [] : [.title(context.title)] + bindings.map { .key(Self.keys($0, columns: keyColumns), $0.help) } + [.blank]
    }
  }

  /// The line with a context's title.
  func firstLine(of context: Context) -> Int {
    lines.firstIndex { if case .title(context.title) = $0 { true } else { false } } ?? 0
  }

  /// As many keys as a column of names has room for, each whole.
  private static func keys(_ binding: Binding, columns: Int) -> String {
    binding.keys.map(\.name).reduce("") { names, name in
      names.isEmpty ? name : names.count + 1 + name.count < columns ? "\(names) \(name)" : names
    }
  }

  /// The keys of one place in columns of one width.
  private struct Columns {
    let keys: Int
    let width: Int
    /// How many columns have room, and how many of them are used.
    let count: Int
    let used: Int
    /// Lines in a column.
    let rows: Int
    let lines: [Line]
    /// Whether all lines are in sight at once.
    let fits: Bool

    init(_ bindings: [Binding], _ states: [Line], keys: Int, width: Int, in area: Rect) {
      (self.keys, self.width) = (keys, width)
      let groups = Command.Group.allCases.map { group in
        (
          group.rawValue,
          bindings.filter { $0.command.group == group }
            .map { Line.key(HelpPage.keys($0, columns: keys), $0.shortName) }
        )
      }
      let blocks = (groups + [("States", states)]).filter { !$0.1.isEmpty }.map { [Line.title($0.0)] + $0.1 }
      count = max(1, min(blocks.count, (area.columns - 4) / width))
      let room = max(1, area.rows - 2)
      let columns =
        blocks.count <= count && blocks.allSatisfy { $0.count <= room } ? blocks : Self.columns(blocks, rows: room)
      fits = columns.count <= count
      if fits {
        let rows = columns.map(\.count).max() ?? 1
        lines = columns.flatMap { $0 + Array(repeating: .blank, count: rows - $0.count) }
        self.rows = rows
      } else {
        lines = Array(blocks.joined(separator: [.blank]))
        rows = room
      }
      used = min(count, max(columns.count, 1))
    }

    /// Each block in a column, or below the one before where both have room.
    private static func columns(_ blocks: [[Line]], rows: Int) -> [[Line]] {
      blocks.reduce(into: []) { columns, block in
        if let last = columns.last, last.count + 1 + block.count <= rows {
          columns[columns.count - 1] += [.blank] + block
        } else {
          columns += stride(from: 0, to: block.count, by: rows).map { Array(block[$0..<min($0 + rows, block.count)]) }
        }
      }
    }
  }
}
