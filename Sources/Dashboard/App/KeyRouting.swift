import FintoroWebhooks
import TerminalUI

extension State {
  /// The context in which keys are looked up now.
  public var context: Context { room.context(in: world) }

  /// The open dialog, else the screen.
  var room: any Room { modal?.room ?? screenRoom }

  /// The screen, also while a dialog is over it.
  var screenRoom: any Room { screen.room ?? board }

  mutating func pressed(_ key: Key) -> [Effect] {
    connection.noteKeyPress(at: now)
    let report = absence.keyPressed(at: now, in: zone)
    let command = Bindings.command(for: key, in: context)
    guard takesInput || command == .quit || command == .suspend else { return [] }
    if let message, message.until == nil, message.keysCountFrom <= now { self.message = nil }
    if command == .back, context == .board, world.tour != nil, board.filter.isEmpty { return endTour() }
    // Time stands still in the past: a message goes with the next key.
    if isPast { message = nil }
    let remembering = followTour()
    let effects = remembering + act(key, command)
    // What must not be missed comes first.
    if let report, message?.until != nil || message == nil { return effects + showMessage(report, .bad) }
    return effects
  }

  /// Ends a hint that stood long enough on the board.
  mutating func tickTour() -> [Effect] {
    let now = now
    guard context == .board, world.tour?.ticked(at: now) == true else { return [] }
    return endTour()
  }

  private mutating func endTour() -> [Effect] {
    world.tour = nil
    return [.rememberTour]
  }

  /// A key on the board removes a hint that could be read by then.
  private mutating func followTour() -> [Effect] {
    let now = now
    guard context == .board, world.tour?.keyPressed(at: now) == true else { return [] }
    return endTour()
  }

  private mutating func act(_ key: Key, _ command: Command?) -> [Effect] {
    if command == .quit { return lookAtNow() + quit() }
    if command == .suspend { return [.suspend] }
    // On a screen too small to draw, no key may act on something invisible.
    guard TooSmallView.fits(size) else { return [] }
    if let refusal = refusalInPast(command) { return showMessage(refusal, .bad) }
    if isPast, command == .back, context == .board, board.filter.isEmpty { return lookAtNow() }
    if key == .enter, isAtRest, !secretsToShow.isEmpty {
      showWaitingSecret()
      return []
    }
    if command == nil, let answer = answerToUnknown(key) { return answer }
    return sendToRoom(.command(command, key))
  }

  /// Says of a key that does nothing here where all of them are. Nil where keys are typed, and in a dialog, which names
  /// its own.
  private mutating func answerToUnknown(_ key: Key) -> [Effect]? {
    switch key {
    case .character, .control, .function: break
    default: return nil
    }
    let context = context
    guard modal == nil, !context.isTyping, Bindings.command(for: "?", in: context) == .help else { return nil }
    // An alert must not be missed.
    if let message, message.until == nil { return [] }
    return showMessage("\(key.name): no such key here, ? shows all")
  }

  /// Passes an input to the open dialog, else to the screen.
  mutating func sendToRoom(_ input: RoomInput) -> [Effect] {
    guard var dialog = modal else { return sendToScreen(input) }
    let requests = dialog.handle(input, in: world)
    modal = dialog
    return carryOut(requests)
  }

  /// Passes an input to the screen, also while a dialog is over it.
  mutating func sendToScreen(_ input: RoomInput) -> [Effect] {
    carryOut(screen.handle(input, in: world) ?? board.handle(input, in: world))
  }

  /// Passes a result to the room that waits for it.
  /// - Returns: nil if no room does.
  mutating func deliver(_ result: RoomResult) -> [Effect]? {
    if modal?.room.awaits(result) == true { return sendToRoom(.result(result)) }
    return screenRoom.awaits(result) ? sendToScreen(.result(result)) : nil
  }

  mutating func pasted(_ text: String) -> [Effect] {
    guard TooSmallView.fits(size), takesInput else { return [] }
    return sendToRoom(.text(text))
  }
}
