import TerminalUI

/// Every setting with its value, and what the theme looks like.
enum SettingsView {
  static func draw(_ settings: SettingsState, _ state: State, in canvas: inout Canvas) {
    ChoiceList(
      title: "Settings",
      lines: settings.settings.enumerated().map { index, setting in
        let value = setting.value(state)
        return .init(text: setting.title, aside: index == settings.index ? "◂ \(value) ▸" : "\(value)  ")
      }, index: settings.index, columns: 66,
      note: "← → change, and the board shows it at once. Enter saves to config.toml, comments and all; Esc undoes."
    ).draw(in: &canvas)
  }
}
