import TerminalUI

/// The last row: the keys that matter most here, from the key table.
enum FooterView {
  static func draw(_ state: State, in canvas: inout Canvas) {
    let row = canvas.size.rows - 1
    canvas.fill(Rect(column: 0, row: row, columns: canvas.size.columns, rows: 1), .bar)
    if let help = help(state.context) {
      draw(help, on: .bar, column: canvas.size.columns - 1 - width(help), row: row, in: &canvas)
    }
    for (binding, column) in places(state, columns: canvas.size.columns).fitting {
      draw(binding, on: .bar, column: column, row: row, in: &canvas)
    }
  }

  /// Those for which the footer has no room, at the right end of another row, as far as they fit in so many columns.
  static func drawRest(of state: State, row: Int, columns: Int, in canvas: inout Canvas) {
    var end = canvas.size.columns - 1
    for binding in places(state, columns: canvas.size.columns).rest.reversed() {
      guard end - width(binding) >= canvas.size.columns - columns else { continue }
      draw(binding, on: .screen, column: end - width(binding), row: row, in: &canvas)
      end -= width(binding) + 3
    }
  }

  private static func places(
    _ state: State, columns: Int
  ) -> (fitting: [(Binding, column: Int)], rest: [Binding]) {
    let context = state.context
    let end = columns - 1 - (help(context).map { width($0) + 2 } ?? 0)
    var at = 1
    var (fitting, rest): ([(Binding, column: Int)], [Binding]) = ([], [])
    for binding in Bindings.of(context) where binding.footer != nil && binding.command != .help {
      guard state.hasUse(for: binding.command) else { continue }
      // A shorter one behind it may still fit.
      guard at + width(binding) <= end else {
        rest.append(binding)
        continue
      }
      fitting.append((binding, at))
      at += width(binding) + 3
    }
    return (fitting, rest)
  }

  /// It stands at the right end.
  private static func help(_ context: Context) -> Binding? {
    Bindings.of(context).first { $0.command == .help && $0.footer != nil }
  }

  private static func draw(
    _ binding: Binding, on surface: Surface, column: Int, row: Int, in canvas: inout Canvas
  ) {
    let after = canvas.text(keyName(binding), .key, on: surface, column: column, row: row)
    let end = canvas.text(binding.footer ?? "", .text, on: surface, column: after + 1, row: row)
    if binding.isClickable, let key = binding.keys.first {
      canvas.hit(Rect(column: column, row: row, columns: end - column, rows: 1), .key(key))
    }
  }

  private static func width(_ binding: Binding) -> Int {
    DisplayWidth.of("\(keyName(binding)) \(binding.footer ?? "")")
  }

  private static func keyName(_ binding: Binding) -> String { binding.keys.first?.name ?? "" }
}

extension State {
  /// Whether there is something that the key would act on: what acts on nothing is not offered.
  func hasUse(for command: Command) -> Bool {
    if let room { return room.offers(command, in: world) }
    return switch command {
    case .edit, .pause, .rotate, .delete, .backfill, .duplicate,
      .copy where context == .detail:
      subject != nil
    case .nextSubscriber: if case .coverage(let coverage) = screen { !coverage.isList } else { true }
    default: true
    }
  }
}
