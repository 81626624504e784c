import FintoroWebhooks
public import TerminalUI

/// The keys of the screen that help was opened from, on one page; Tab shows those of all screens.
public struct HelpRoom: Room {
  public private(set) var scroll = ScrollPosition()
  public private(set) var isShowingAll = false
  private let place: Context

  /// - Parameter context: the context that help was opened from.
  init(_ context: Context) {
    place = context
  }

  func context(in world: World) -> Context { .help }

  func footer(_ bindings: [Binding], in world: World) -> (lead: String, bindings: [Binding]) {
    ("", isShowingAll ? bindings.naming(.allKeys, "this screen") : bindings)
  }

  mutating func handle(_ input: RoomInput, in world: World) -> [Request] {
    let page = page(world)
    switch input {
    case .command(.back, _): return [.close]
    case .command(.filter, _): return [.open(.palette(PaletteRoom(place)))]
    case .command(.allKeys, _):
      isShowingAll.toggle()
      scroll = ScrollPosition()
      if isShowingAll {
        let all = self.page(world)
        scroll.move(by: all.firstLine(of: place), count: all.lines.count, rows: all.capacity)
      }
    case .command(let command, _): _ = scroll.follow(command, count: page.lines.count, rows: page.capacity)
    case .worldChanged: scroll.move(by: 0, count: page.lines.count, rows: page.capacity)
    default: break
    }
    return []
  }

  func draw(in canvas: inout Canvas, of world: World) {
    let page = page(world)
    let inner = canvas.box(isShowingAll ? "All keys" : HelpPage.title(place), page.box)
    let last = min(page.lines.count, scroll.first + page.capacity)
    for (index, line) in page.lines[min(scroll.first, last)..<last].enumerated() {
      let column = inner.column + index / page.rows * page.width
      draw(line, page, column: column, row: inner.row + index % page.rows, in: &canvas)
    }
    if page.lines.count > page.capacity { canvas.scrolled(scroll.first..<last, of: page.lines.count, page.box) }
  }

  private func draw(_ line: HelpPage.Line, _ page: HelpPage, column: Int, row: Int, in canvas: inout Canvas) {
    switch line {
    case .title(let title): canvas.text(title, .strong, on: .dialog, column: column, row: row)
    case .key(let names, let text):
      canvas.text(names, .key, on: .dialog, column: column + 1, row: row, limit: page.keyColumns - 1)
      let room = page.width - page.keyColumns - 2
      canvas.text(Truncation.end(text, to: room), .text, on: .dialog, column: column + page.keyColumns + 1, row: row)
    case .state(let state):
      canvas.text("\(state.symbol) \(state.word)", state.ink, on: .dialog, column: column + 1, row: row)
    case .blank: break
    }
  }

  private func page(_ world: World) -> HelpPage {
    isShowingAll ? HelpPage(allIn: world.size) : HelpPage(place, in: world)
  }
}
