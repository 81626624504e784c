import Dashboard
import TerminalUI

extension State {
  /// The state after an action; what is to be done about it is left out.
  func after(_ action: Action) -> State {
    var state = self
    _ = update(&state, action)
    return state
  }

  /// The state after keys by name, separated by blanks.
  func pressing(_ names: String) -> State {
    names.split(separator: " ").reduce(self) { state, name in
      guard let key = Key(name: String(name)) else { fatalError("no key is called \(name)") }
      return state.after(.keyPressed(key))
    }
  }

  /// The state after a text was typed.
  func typing(_ text: String) -> State {
    text.reduce(self) { $0.after(.keyPressed(.character($1))) }
  }

  /// The state after a click on a cell of its screen.
  func clicking(_ position: Frame.Position) -> State {
    drawing(self, size).action(at: position).map { after($0) } ?? self
  }

  /// What the action asks to be done.
  mutating func effects(of action: Action) -> [Effect] { update(&self, action) }

  /// The screen as text, without styles.
  var screenText: String { FrameText.lines(view(self, size)) }
}
