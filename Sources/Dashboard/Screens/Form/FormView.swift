import FintoroWebhooks
import TerminalUI

/// The form of a new subscription: every field with what is right or wrong about it.
enum FormView {
  static func draw(_ form: FormState, _ state: State, in canvas: inout Canvas) {
    let layout = FormLayout(canvas.size)
    let at = canvas.text("New subscription", .strong, column: 1, row: 1)
    canvas.text("for \(state.session.title)", .muted, column: at + 1, row: 1, limit: canvas.size.columns - at - 2)

    label("Name", .name, form, layout, in: &canvas)
    canvas.field(form.name, layout.field(.name), focused: isFocused(.name, form, state))
    note(.name, form, layout, in: &canvas)

    label("Endpoint URL", .url, form, layout, in: &canvas)
    canvas.field(form.url, layout.field(.url), focused: isFocused(.url, form, state))
    note(.url, form, layout, in: &canvas)

    label("Active", .active, form, layout, in: &canvas)
    drawActive(form, layout, in: &canvas)
    note(.active, form, layout, in: &canvas)

    label("Events", .events, form, layout, in: &canvas)
    drawEvents(form, layout, in: &canvas)

    label("Secret to", .secret, form, layout, in: &canvas)
    canvas.field(form.secretPath, layout.field(.secret), focused: isFocused(.secret, form, state))
    note(.secret, form, layout, in: &canvas)
    drawPromise(layout, in: &canvas)

    let create = canvas.button(
      form.isSending ? "Creating…" : "Create", column: layout.fieldColumn, row: layout.row(.create),
      focused: form.focus == .create)
    _ = canvas.button("Cancel", column: create + 2, row: layout.row(.create), focused: form.focus == .cancel)
    drawProgress(form, state, layout, in: &canvas)
    // A create of this form tells its progress above; what is said of anything else stands here.
    if form.createNumber == nil { _ = MessageLine.draw(state, row: canvas.size.rows - 2, in: &canvas) }
  }

  private static func isFocused(_ field: FormState.Field, _ form: FormState, _ state: State) -> Bool {
    form.focus == field && state.modal == nil && !form.isSending
  }

  private static func label(
    _ text: String, _ field: FormState.Field, _ form: FormState, _ layout: FormLayout, in canvas: inout Canvas
  ) {
    canvas.text(
      text, form.focus == field ? .key : .muted, endingAt: layout.fieldColumn - 2, row: layout.row(field))
  }

  private static func note(
    _ field: FormState.Field, _ form: FormState, _ layout: FormLayout, in canvas: inout Canvas
  ) {
    guard let note = form.note(field) else { return }
    let place = layout.note(field)
    let mark = note.kind == .good ? "✔ " : note.kind == .bad ? "✖ " : ""
    let ink: Ink = note.kind == .good ? .good : note.kind == .bad ? .critical : .muted
    for (index, line) in LineWrap.lines(mark + note.text, columns: place.columns).prefix(place.rows).enumerated() {
      canvas.text(line, ink, column: place.column, row: place.row + index)
    }
  }

  private static func drawActive(_ form: FormState, _ layout: FormLayout, in canvas: inout Canvas) {
    let row = layout.row(.active)
    let box = form.isActive ? "[x]" : "[ ]"
    let at = canvas.text(
      box, .text, on: form.focus == .active ? .cell : .screen, column: layout.fieldColumn, row: row)
    canvas.text(
      form.isActive ? "deliver from now on" : "do not deliver yet; it can be switched on later", .text,
      column: at + 1, row: row)
  }

  private static func drawEvents(_ form: FormState, _ layout: FormLayout, in canvas: inout Canvas) {
    let row = layout.row(.events)
    let known = form.events.count { $0.isKnown }
    let count = "\(known) of \(EventCatalogue.types.count)"
    let isFocused = form.focus == .events
    let at = canvas.text(
      isFocused ? " \(count) " : count, isFocused ? .text : known == 0 ? .muted : .good,
      on: isFocused ? .cell : .screen, column: layout.fieldColumn, row: row)
    canvas.text("Enter chooses", .muted, column: at + 2, row: row)
    let room = Rect(
      column: layout.fieldColumn, row: row + 1, columns: canvas.size.columns - layout.fieldColumn - 2,
      rows: layout.eventRows)
    if let note = form.note(.events) {
      for (index, line) in LineWrap.lines("✖ \(note.text)", columns: room.columns).prefix(room.rows).enumerated() {
        canvas.text(line, .critical, column: room.column, row: room.row + index)
      }
      return
    }
    let summaries = EventSummary.of(form.events).map(\.text)
    let lines = LineWrap.lines(summaries.joined(separator: " · "), columns: room.columns)
    for (index, line) in lines.prefix(room.rows).enumerated() {
      let isCut = index == room.rows - 1 && lines.count > room.rows
      canvas.text(
        isCut ? Truncation.end(line, to: room.columns - 2) + " …" : line,
        .muted, column: room.column, row: room.row + index)
    }
  }

  private static func drawPromise(_ layout: FormLayout, in canvas: inout Canvas) {
    let text =
      "Shown once. It is written and synced to this file before you see it; if it cannot be kept, nothing is sent."
    for (index, line) in LineWrap.lines(text, columns: layout.promise.columns).prefix(layout.promise.rows).enumerated()
    {
      canvas.text(line, .faded, column: layout.promise.column, row: layout.promise.row + index)
    }
  }

  /// What became of pressing Create: a problem without a field, or how far the request is.
  private static func drawProgress(_ form: FormState, _ state: State, _ layout: FormLayout, in canvas: inout Canvas) {
    let room = layout.progress
    if let problem = form.problem {
      for (index, line) in LineWrap.lines("✖ \(problem)", columns: room.columns).prefix(room.rows).enumerated() {
        canvas.text(line, .critical, column: room.column, row: room.row + index)
      }
      return
    }
    guard let create = state.creates.first(where: { $0.id == form.createNumber }) else { return }
    let text = create.progress(at: state.now) + ". You may leave with Esc: it is finished here or at the next start."
    for (index, line) in LineWrap.lines(text, columns: room.columns).prefix(room.rows).enumerated() {
      canvas.text(line, .warning, column: room.column, row: room.row + index)
    }
  }
}
