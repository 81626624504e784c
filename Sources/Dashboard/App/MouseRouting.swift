import TerminalUI

extension State {
  /// The first click on a row selects it, the second opens it. Buttons and the footer's keys act at the first click.
  mutating func clicked(_ target: ClickTarget) -> [Effect] {
    guard TooSmallView.fits(size), takesInput else { return [] }
    connection.noteKeyPress(at: now)
    if case .key(let key) = target { return pressed(key) }
    return sendToRoom(.click(target))
  }

  /// The wheel works only where the arrow keys move up and down.
  mutating func scrolled(_ direction: Int) -> [Effect] {
    let key: Key = direction < 0 ? .up : .down
    guard Bindings.command(for: key, in: context) == (direction < 0 ? .up : .down) else { return [] }
    return (0..<3).flatMap { _ in pressed(key) }
  }
}
