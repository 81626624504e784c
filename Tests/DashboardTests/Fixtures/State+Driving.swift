import Dashboard
import Foundation
import TerminalUI

extension State {
  /// The state after an action; what is to be done about it is left out.
  func after(_ action: Action) -> State {
    var state = self
    _ = update(&state, action)
    return state
  }

  /// The state after keys by name, separated by blanks. Each is pressed by somebody who has looked at the screen.
  func pressing(_ names: String) -> State {
    names.split(separator: " ").reduce(self) { $0.lookedAt.after(.keyPressed(Self.key(String($1)))) }
  }

  /// The state after keys that came before the screen was drawn again.
  func pressingAhead(_ names: String) -> State {
    names.split(separator: " ").reduce(self) { $0.after(.keyPressed(Self.key(String($1)))) }
  }

  private static func key(_ name: String) -> Key {
    guard let key = Key(name: name) else { fatalError("no key is called \(name)") }
    return key
  }

  /// The state after a text was typed.
  func typing(_ text: String) -> State {
    text.reduce(self) { $0.lookedAt.after(.keyPressed(.character($1))) }
  }

  /// The state after a click on a cell of its screen.
  func clicking(_ position: Frame.Position) -> State {
    drawing(self, size).action(at: position).map { lookedAt.after($0) } ?? self
  }

  /// What the action asks to be done. Keys are pressed by somebody who has looked at the screen.
  mutating func effects(of action: Action) -> [Effect] {
    if case .keyPressed = action { self = lookedAt }
    return update(&self, action)
  }

  /// The state after its frame stood on the terminal for a while.
  var lookedAt: State { awaitsDrawing ? after(.frameDrawn(at: now.addingTimeInterval(-10))) : self }

  /// The screen as text, without styles.
  var screenText: String { FrameText.lines(view(self, size)) }
}
