/// The commands that fit what was typed, each with its keys.
enum PaletteView {
  static func draw(_ palette: PaletteState, in canvas: inout Canvas) {
    ChoiceList(
      title: "Commands", lines: palette.matches.map { .init(text: $0.help, aside: $0.keyNames) },
      index: palette.index, columns: 72, note: "Type a few letters of a name · ↑ ↓ choose · Enter runs",
      field: palette.field, empty: "No command is called so."
    ).draw(in: &canvas)
  }
}
