/// The list of themes over the screen in the chosen one.
enum ThemesView {
  static func draw(_ choice: ThemeChoice, _ state: State, in canvas: inout Canvas) {
    ChoiceList(
      title: "Theme", lines: state.themes.map { .init(text: $0.name) }, index: choice.index
    ).draw(in: &canvas)
  }
}
