import TerminalUI

/// The last row: the keys that matter most here, from the key table.
enum FooterView {
  static func draw(_ state: State, in canvas: inout Canvas) {
    let row = canvas.size.rows - 1
    canvas.fill(Rect(column: 0, row: row, columns: canvas.size.columns, rows: 1), .bar)
    let bindings = Bindings.of(state.context).filter { $0.footer != nil }
    let help = bindings.first { $0.command == .help }
    var end = canvas.size.columns - 1
    if let help, let label = help.footer {
      let width = DisplayWidth.of("\(keyName(help)) \(label)")
      draw(help, label, column: end - width, row: row, in: &canvas)
      end -= width + 2
    }
    var at = 1
    for binding in bindings where binding.command != .help {
      guard let label = binding.footer else { continue }
      let width = DisplayWidth.of("\(keyName(binding)) \(label)")
      // A shorter one behind it may still fit.
      guard at + width <= end else { continue }
      draw(binding, label, column: at, row: row, in: &canvas)
      at += width + 3
    }
  }

  private static func draw(_ binding: Binding, _ label: String, column: Int, row: Int, in canvas: inout Canvas) {
    let after = canvas.text(keyName(binding), .key, on: .bar, column: column, row: row)
    let end = canvas.text(label, .text, on: .bar, column: after + 1, row: row)
    if binding.isClickable, let key = binding.keys.first {
      canvas.hit(Rect(column: column, row: row, columns: end - column, rows: 1), .key(key))
    }
  }

  private static func keyName(_ binding: Binding) -> String { binding.keys.first?.name ?? "" }
}
