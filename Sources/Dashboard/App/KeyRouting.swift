import FintoroWebhooks
import TerminalUI

extension State {
  /// Where keys go now.
  public var context: Context { room.context(in: world) }

  /// The dialog, or the screen where none is open.
  var room: any Room { modal?.room ?? screenRoom }

  /// The screen, whether a dialog is over it or not.
  var screenRoom: any Room { screen.room ?? board }

  mutating func pressed(_ key: Key) -> [Effect] {
    connection.used(at: now)
    if let message, message.until == nil, message.keysCountFrom <= now { self.message = nil }
    let command = Bindings.command(for: key, in: context)
    let remembering = followTour()
    return remembering + act(key, command)
  }

  /// A key on the board takes the hint away that was read.
  private mutating func followTour() -> [Effect] {
    let now = now
    guard context == .board, world.tour?.keyPressed(at: now) == true else { return [] }
    world.tour = nil
    return [.rememberTour]
  }

  private mutating func act(_ key: Key, _ command: Command?) -> [Effect] {
    if command == .quit { return leave() }
    if command == .suspend { return [.suspend] }
    // Where a screen is too small to be drawn, no key may act on what nobody sees.
    guard TooSmallView.fits(size) else { return [] }
    return passToRoom(.command(command, key))
  }

  /// Gives an input to the dialog, or to the screen where none is open.
  mutating func passToRoom(_ input: RoomInput) -> [Effect] {
    guard var dialog = modal else { return passToScreen(input) }
    let requests = dialog.handle(input, in: world)
    modal = dialog
    return carryOut(requests)
  }

  /// Gives an input to the screen, also while a dialog is over it.
  mutating func passToScreen(_ input: RoomInput) -> [Effect] {
    carryOut(screen.handle(input, in: world) ?? board.handle(input, in: world))
  }

  /// Gives what came of something to the room that waits for it.
  /// - Returns: nil where none does.
  mutating func deliver(_ result: RoomResult) -> [Effect]? {
    if modal?.room.awaits(result) == true { return passToRoom(.result(result)) }
    return screenRoom.awaits(result) ? passToScreen(.result(result)) : nil
  }

  mutating func pasted(_ text: String) -> [Effect] {
    guard TooSmallView.fits(size) else { return [] }
    return passToRoom(.text(text))
  }
}
