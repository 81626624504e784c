import TerminalUI

/// The most important keys of a context, from the key table.
struct FooterView {
  private let bindings: [Binding]
  /// The key of the help screen, at the right end.
  private let help: Binding?

  init(_ room: some Room, _ world: World) {
    let all = Bindings.of(room.context(in: world)).filter { $0.footer != nil }
    help = all.first { $0.command == .help }
    bindings = all.filter { $0.command != .help && room.offers($0.command, in: world) }
  }

  /// Draws on the last row.
  func draw(in canvas: inout Canvas) {
    let row = canvas.size.rows - 1
    canvas.fill(Rect(column: 0, row: row, columns: canvas.size.columns, rows: 1), .bar)
    if let help { draw(help, on: .bar, column: canvas.size.columns - 1 - width(help), row: row, in: &canvas) }
    for (binding, column) in places(columns: canvas.size.columns).fitting {
      draw(binding, on: .bar, column: column, row: row, in: &canvas)
    }
  }

  /// Draws the keys that do not fit the last row at the right end of another row, as far as they fit there.
  func drawRest(row: Int, columns: Int, in canvas: inout Canvas) {
    var end = canvas.size.columns - 1
    for binding in places(columns: canvas.size.columns).rest.reversed() {
      guard end - width(binding) >= canvas.size.columns - columns else { continue }
      draw(binding, on: .screen, column: end - width(binding), row: row, in: &canvas)
      end -= width(binding) + 3
    }
  }

  private func places(columns: Int) -> (fitting: [(Binding, column: Int)], rest: [Binding]) {
    let end = columns - 1 - (help.map { width($0) + 2 } ?? 0)
    var at = 1
    var (fitting, rest): ([(Binding, column: Int)], [Binding]) = ([], [])
    for binding in bindings {
      // A later, shorter one may still fit.
      guard at + width(binding) <= end else {
        rest.append(binding)
        continue
      }
      fitting.append((binding, at))
      at += width(binding) + 3
    }
    return (fitting, rest)
  }

  private func draw(_ binding: Binding, on surface: Surface, column: Int, row: Int, in canvas: inout Canvas) {
    let after = canvas.text(keyName(binding), .key, on: surface, column: column, row: row)
    let end = canvas.text(binding.footer ?? "", .text, on: surface, column: after + 1, row: row)
    if binding.isClickable, let key = binding.keys.first {
      canvas.hit(Rect(column: column, row: row, columns: end - column, rows: 1), .key(key))
    }
  }

  private func width(_ binding: Binding) -> Int { DisplayWidth.of("\(keyName(binding)) \(binding.footer ?? "")") }

  private func keyName(_ binding: Binding) -> String { binding.keys.first?.name ?? "" }
}
