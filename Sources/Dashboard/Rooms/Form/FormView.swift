import FintoroWebhooks
import TerminalUI

/// The form of a subscription, a new one or an edited one: every field with what is right or wrong about it.
enum FormView {
  static func draw(_ form: FormState, _ state: State, in canvas: inout Canvas) {
    let layout = FormLayout(canvas.size, hasSecret: form.editing == nil)
    drawTitle(form, state, in: &canvas)

    label("Name", .name, form, layout, in: &canvas)
    canvas.field(form.name, layout.field(.name), focused: isFocused(.name, form, state))
    note(.name, form, state, layout, in: &canvas)

    label("Endpoint URL", .url, form, layout, in: &canvas)
    canvas.field(form.url, layout.field(.url), focused: isFocused(.url, form, state))
    note(.url, form, state, layout, in: &canvas)

    label("Active", .active, form, layout, in: &canvas)
    drawActive(form, layout, in: &canvas)
    note(.active, form, state, layout, in: &canvas)

    label("Events", .events, form, layout, in: &canvas)
    drawEvents(form, layout, in: &canvas)

    if form.editing == nil {
      label("Secret to", .secret, form, layout, in: &canvas)
      canvas.field(form.secretPath, layout.field(.secret), focused: isFocused(.secret, form, state))
      note(.secret, form, state, layout, in: &canvas)
      drawPromise(layout, in: &canvas)
    }

    let title = form.editing != nil ? "Save…" : form.isSending ? "Creating…" : "Create"
    let create = canvas.button(
      title, column: layout.fieldColumn, row: layout.row(.create), focused: form.focus == .create)
    let cancel = canvas.button(
      "Cancel", column: create + 2, row: layout.row(.create), focused: form.focus == .cancel)
    for field in form.fields where field < .create {
      canvas.hit(Rect(column: 0, row: layout.row(field), columns: canvas.size.columns, rows: 1), .formField(field))
    }
    canvas.hit(
      Rect(column: layout.fieldColumn, row: layout.row(.create), columns: create - layout.fieldColumn, rows: 1),
      .formField(.create))
    canvas.hit(
      Rect(column: create + 2, row: layout.row(.create), columns: cancel - create - 2, rows: 1), .formField(.cancel))
    drawProgress(form, state, layout, in: &canvas)
  }

  private static func drawTitle(_ form: FormState, _ state: State, in canvas: inout Canvas) {
    guard let editing = form.editing else {
      let at = canvas.text("New subscription", .strong, column: 1, row: 1)
      canvas.text("for \(state.session.title)", .muted, column: at + 1, row: 1, limit: canvas.size.columns - at - 2)
      return
    }
    let name = Truncation.end(editing.label, to: canvas.size.columns - 20)
    let at = canvas.text("Edit \(name)", .strong, column: 1, row: 1)
    canvas.text(
      "\(editing.subscription.id) · \(state.session.title)", .muted, column: at + 1, row: 1,
      limit: canvas.size.columns - at - 2)
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
    _ field: FormState.Field, _ form: FormState, _ state: State, _ layout: FormLayout, in canvas: inout Canvas
  ) {
    guard let note = state.note(field, of: form) else { return }
    let place = layout.note(field)
    let (mark, ink) = look(note.kind)
    drawCut(LineWrap.lines(mark + note.text, columns: place.columns), ink, in: place, &canvas)
  }

  private static func look(_ kind: FieldNote.Kind) -> (mark: String, ink: Ink) {
    switch kind {
    case .good: ("✔ ", .good)
    case .bad: ("✖ ", .critical)
    case .caution: ("! ", .warning)
    case .hint: ("", .muted)
    }
  }

  private static func drawActive(_ form: FormState, _ layout: FormLayout, in canvas: inout Canvas) {
    let row = layout.row(.active)
    let box = form.isActive ? "[x]" : "[ ]"
    let at = canvas.text(
      box, .text, on: form.focus == .active ? .cell : .screen, column: layout.fieldColumn, row: row)
    let off = form.editing == nil ? "do not deliver yet; it can be switched on later" : "new events are not delivered"
    canvas.text(form.isActive ? "deliver from now on" : off, .text, column: at + 1, row: row)
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
    let room = layout.eventNote
    if let note = form.note(.events) {
      drawCut(LineWrap.lines("✖ \(note.text)", columns: room.columns), .critical, in: room, &canvas)
      return
    }
    let summaries = EventSummary.of(form.events).map(\.text).joined(separator: " · ")
    drawCut(LineWrap.lines(summaries, columns: room.columns), .muted, in: room, &canvas)
  }

  /// Lines in a place, with `…` where there are more than it has room for.
  private static func drawCut(_ lines: [String], _ ink: Ink, in room: Rect, _ canvas: inout Canvas) {
    for (index, line) in lines.prefix(room.rows).enumerated() {
      let isCut = index == room.rows - 1 && lines.count > room.rows
      let text = isCut ? Truncation.end(line + " …", to: room.columns) : line
      canvas.text(text, ink, column: room.column, row: room.row + index)
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

  /// What must be read to its end stands at the bottom in the whole width, over whatever is there: the answer to
  /// Create, how far the request is, or a note that its place is too small for.
  private static func drawProgress(_ form: FormState, _ state: State, _ layout: FormLayout, in canvas: inout Canvas) {
    guard let (text, ink) = wholeText(form, state, layout) else {
      _ = MessageLine.draw(state.world, row: canvas.size.rows - 2, in: &canvas)
      return
    }
    let lines = LineWrap.lines(text, columns: canvas.size.columns - 4).prefix(canvas.size.rows / 2)
    let top = min(layout.row(.create) + 2, canvas.size.rows - 1 - lines.count)
    canvas.fill(
      Rect(column: 0, row: top, columns: canvas.size.columns, rows: canvas.size.rows - 1 - top), .screen)
    for (index, line) in lines.enumerated() { canvas.text(line, ink, column: 2, row: top + index) }
  }

  private static func wholeText(_ form: FormState, _ state: State, _ layout: FormLayout) -> (String, Ink)? {
    if let problem = form.problem { return ("✖ \(problem)", .critical) }
    if let create = state.creates.first(where: { $0.id == form.createNumber }) {
      return (
        create.progress(at: state.now) + " You may leave with Esc: it goes on, at the next start if need be.", .warning
      )
    }
    guard let note = state.note(form.focus, of: form), [.bad, .caution].contains(note.kind) else { return nil }
    let place = form.focus == .events ? layout.eventNote : layout.note(form.focus)
    let (mark, ink) = look(note.kind)
    let text = mark + note.text
    return LineWrap.lines(text, columns: place.columns).count > place.rows ? (text, ink) : nil
  }
}
