import TerminalUI

/// The most used keys that apply now, from the key table. What does not fit is left out: the help screen has all.
struct FooterView {
  /// What the keys act on; empty mostly.
  private let lead: String
  private let bindings: [Binding]
  /// Always there, at the right end: how to leave, and the help screen.
  private let fixed: [Binding]

  init(_ room: some Room, _ world: World) {
    let all = Bindings.of(room.context(in: world), in: world).filter { $0.footer != nil }
    fixed = all.filter { Self.isFixed($0.command) }
    let others = all.filter { !Self.isFixed($0.command) && room.offers($0.command, in: world) }
    (lead, bindings) = room.footer(others, in: world)
  }

  private static func isFixed(_ command: Command) -> Bool { command == .help || command == .quit }

  /// Draws on the last row.
  func draw(in canvas: inout Canvas) {
    let row = canvas.size.rows - 1
    canvas.fill(Rect(column: 0, row: row, columns: canvas.size.columns, rows: 1), .bar)
    var end = canvas.size.columns - 1
    for binding in fixed.reversed() {
      draw(binding, column: end - width(binding), row: row, in: &canvas)
      end -= width(binding) + Self.gap
    }
    var at = 1
    if !lead.isEmpty { at = canvas.text(lead, .strong, on: .bar, column: at, row: row) + 1 }
    // A later, shorter one may still fit.
    for binding in bindings where at + width(binding) <= end {
      draw(binding, column: at, row: row, in: &canvas)
      // Keys with one word for both stand together.
      at += width(binding) + (binding.footer == "" ? 0 : Self.gap)
    }
  }

  private static let gap = 3

  private func draw(_ binding: Binding, column: Int, row: Int, in canvas: inout Canvas) {
    let after = canvas.text(keyName(binding), .key, on: .bar, column: column, row: row)
    let end = canvas.text(binding.footer ?? "", .text, on: .bar, column: after + 1, row: row)
    if binding.isClickable, let key = binding.keys.first {
      canvas.hit(Rect(column: column, row: row, columns: end - column, rows: 1), .key(key))
    }
  }

  private func width(_ binding: Binding) -> Int { DisplayWidth.of("\(keyName(binding)) \(binding.footer ?? "")") }

  private func keyName(_ binding: Binding) -> String { binding.keys.first?.name ?? "" }
}

extension [Binding] {
  /// The same keys with another word in the footer for one of them.
  func naming(_ command: Command, _ footer: String) -> [Binding] {
    map { $0.command == command ? $0.named(footer) : $0 }
  }
}

extension Binding {
  /// The same key with another word in the footer.
  func named(_ footer: String) -> Binding { Binding(command, context, keys, footer: footer, help) }

  /// The key that disables or enables, with what it does to this subscription.
  func named(isActive: Bool?) -> Binding {
    command == .toggleEnabled && isActive != nil ? named(isActive == true ? "disable" : "enable") : self
  }
}
