import FintoroWebhooks
import TerminalUI

extension State {
  /// Where keys go now.
  public var context: Context {
    if let room { return room.context(in: world) }
    return switch screen {
    case .overview: .overview
    default: .board
    }
  }

  /// The dialog, or the screen where none is open; nil where that is no room yet.
  var room: (any Room)? { modal?.room ?? (screen == .board ? board : screen.room) }

  /// Whether there is something that the key would act on: what acts on nothing is not offered.
  func offers(_ command: Command) -> Bool {
    room?.offers(command, in: world) ?? true
  }

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
    if let effects = passToRoom(.command(command, key)) { return effects }
    switch command {
    case .palette, .settings: return common(command)
    default: break
    }
    switch screen {
    case .overview(let overview): return overviewPressed(overview, command)
    default: return []
    }
  }

  /// Gives an input to the dialog, or to the screen where none is open.
  /// - Returns: nil where that is no room yet.
  mutating func passToRoom(_ input: RoomInput) -> [Effect]? {
    guard var dialog = modal else { return passToScreen(input) }
    let requests = dialog.handle(input, in: world)
    modal = dialog
    return carryOut(requests)
  }

  /// Gives an input to the screen, also while a dialog is over it.
  mutating func passToScreen(_ input: RoomInput) -> [Effect]? {
    let requests = screen == .board ? board.handle(input, in: world) : screen.handle(input, in: world)
    return requests.map { carryOut($0) }
  }

  /// Gives what came of something to the room that waits for it.
  /// - Returns: nil where none does.
  mutating func deliver(_ result: RoomResult) -> [Effect]? {
    if modal?.room.awaits(result) == true { return passToRoom(.result(result)) }
    return screen.room?.awaits(result) == true ? passToScreen(.result(result)) : nil
  }

  mutating func pasted(_ text: String) -> [Effect] {
    guard TooSmallView.fits(size) else { return [] }
    return passToRoom(.text(text)) ?? []
  }
}
