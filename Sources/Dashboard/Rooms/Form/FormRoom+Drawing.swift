import FintoroWebhooks
import TerminalUI

/// Draws every field with its note.
extension FormRoom {
  /// On the switch the footer names the key that turns it.
  func footer(_ bindings: [Binding], in world: World) -> (lead: String, bindings: [Binding]) {
    guard focus == .active, !isSending, context(in: world) == .form else { return ("", bindings) }
    let turn = Bindings.of(.form).first { $0.command == .toggle }?.named(isActive ? "disable" : "enable")
    return ("", [turn].compactMap { $0 } + bindings.naming(.press, "next field").filter { $0.command != .nextField })
  }

  func draw(in canvas: inout Canvas, of world: World) {
    if let picker {
      picker.draw(in: &canvas, of: world)
      if world.message != nil || world.waitingSecret != nil {
        _ = MessageLine.draw(world, row: canvas.size.rows - 2, in: &canvas)
      }
      return
    }
    let layout = FormLayout(canvas.size, hasSecret: edited == nil)
    drawTitle(layout, world, in: &canvas)
    if layout.hasPicker {
      canvas.divider(column: layout.size.columns, rows: 1..<canvas.size.rows - 1)
      matrix.draw(isFocused: isInPicker(world), in: &canvas)
    }
    drawPresets(layout, in: &canvas)

    label("Name", .name, layout, in: &canvas)
    canvas.field(name, layout.field(.name), focused: isFocused(.name))
    drawNote(.name, layout, world, in: &canvas)

    label("Endpoint URL", .url, layout, in: &canvas)
    canvas.field(url, layout.field(.url), focused: isFocused(.url))
    drawNote(.url, layout, world, in: &canvas)

    label("Active", .active, layout, in: &canvas)
    drawActive(layout, in: &canvas)
    drawNote(.active, layout, world, in: &canvas)

    label("Events", .events, layout, in: &canvas)
    drawEvents(layout, world, in: &canvas)

    if edited == nil {
      label("Secret to", .secret, layout, in: &canvas)
      canvas.field(secretPath.field, layout.field(.secret), focused: isFocused(.secret))
      drawNote(.secret, layout, world, in: &canvas)
      drawSecretNote(layout, in: &canvas)
    }

    let title = edited != nil ? "Save…" : isSending ? "Creating…" : "Create"
    let create = canvas.button(
      title, column: layout.fieldColumn, row: layout.row(.create), focused: focus == .create)
    let cancel = canvas.button(
      hasUserInput ? "Discard" : "Cancel", column: create + 2, row: layout.row(.create), focused: focus == .cancel)
    for field in fields where field < .create && field != .presets {
      canvas.hit(Rect(column: 0, row: layout.row(field), columns: layout.size.columns, rows: 1), .formField(field))
    }
    canvas.hit(
      Rect(column: layout.fieldColumn, row: layout.row(.create), columns: create - layout.fieldColumn, rows: 1),
      .formField(.create))
    canvas.hit(
      Rect(column: create + 2, row: layout.row(.create), columns: cancel - create - 2, rows: 1), .formField(.cancel))
    drawProgress(layout, world, in: &canvas)
  }

  private func drawTitle(_ layout: FormLayout, _ world: World, in canvas: inout Canvas) {
    guard let edited else {
      if layout.presetsShareTitleRow { return _ = canvas.text("New", .strong, column: 1, row: 1) }
      let at = canvas.text("New subscription", .strong, column: 1, row: 1)
      canvas.text("for \(world.session.title)", .muted, column: at + 1, row: 1, limit: layout.size.columns - at - 2)
      return
    }
    let name = Truncation.end(edited.displayName, to: layout.size.columns - 20)
    let at = canvas.text("Edit \(name)", .strong, column: 1, row: 1)
    canvas.text(
      "\(edited.id) · \(world.session.title)", .muted, column: at + 1, row: 1,
      limit: layout.size.columns - at - 2)
  }

  private func drawPresets(_ layout: FormLayout, in canvas: inout Canvas) {
    let row = layout.row(.presets)
    if !layout.presetsShareTitleRow { label("Presets", .presets, layout, in: &canvas) }
    var at = layout.presetsShareTitleRow ? 15 : layout.fieldColumn
    for preset in EventPreset.allCases {
      let start = at
      let surface: Surface = isFocused(.presets) && preset == self.preset ? .cell : .screen
      if let box = preset.box(events) {
        at =
          canvas.text(box, box == "[x]" ? .good : box == "[-]" ? .warning : .muted, on: surface, column: at, row: row)
          + 1
      }
      let title = layout.hasLongPresets ? preset.title : preset.shortTitle
      at = canvas.text(title, .text, on: preset == .same ? surface : .screen, column: at, row: row)
      canvas.hit(Rect(column: start, row: row, columns: at - start, rows: 1), .preset(preset.rawValue))
      at += layout.presetGap
    }
  }

  private func isFocused(_ field: Field) -> Bool { focus == field && !isSending }

  private func label(
    _ text: String, _ field: Field, _ layout: FormLayout, in canvas: inout Canvas
  ) {
    canvas.text(
      text, focus == field ? .key : .muted, endingAt: layout.fieldColumn - 2, row: layout.row(field))
  }

  private func drawNote(_ field: Field, _ layout: FormLayout, _ world: World, in canvas: inout Canvas) {
    guard let note = note(field, in: world) else { return }
    let place = layout.note(field)
    let (mark, ink) = Self.markAndInk(note.kind)
    Self.drawCut(LineWrap.lines(mark + note.text, columns: place.columns), ink, in: place, &canvas)
  }

  private static func markAndInk(_ kind: FieldNote.Kind) -> (mark: String, ink: Ink) {
    switch kind {
    case .good: ("✔ ", .good)
    case .bad: ("✖ ", .critical)
    case .caution: ("! ", .warning)
    case .hint: ("", .muted)
    }
  }

  private func drawActive(_ layout: FormLayout, in canvas: inout Canvas) {
    let row = layout.row(.active)
    let box = isActive ? "[x]" : "[ ]"
    let at = canvas.text(
      box, .text, on: focus == .active ? .cell : .screen, column: layout.fieldColumn, row: row)
    let off = edited == nil ? "disabled; you can enable it later" : "new events are not delivered"
    canvas.text(isActive ? "deliver from now on" : off, .text, column: at + 1, row: row)
  }

  private func drawEvents(_ layout: FormLayout, _ world: World, in canvas: inout Canvas) {
    let row = layout.row(.events)
    let known = events.count { $0.isKnown }
    let count = "\(known) of \(EventCatalogue.types.count)"
    let isFocused = focus == .events
    let at = canvas.text(
      isFocused ? " \(count) " : count, isFocused ? .text : known == 0 ? .muted : .good,
      on: isFocused ? .cell : .screen, column: layout.fieldColumn, row: row)
    canvas.text(layout.hasPicker ? "chosen in the list beside" : "Enter chooses", .muted, column: at + 2, row: row)
    let room = layout.eventNote
    if let note = note(.events, in: world) {
      Self.drawCut(LineWrap.lines("✖ \(note.text)", columns: room.columns), .critical, in: room, &canvas)
      return
    }
    Self.drawCut(LineWrap.lines(EventSummary.text(events), columns: room.columns), .muted, in: room, &canvas)
  }

  /// Draws lines in an area; `…` shows that some did not fit.
  private static func drawCut(_ lines: [String], _ ink: Ink, in room: Rect, _ canvas: inout Canvas) {
    for (index, line) in lines.prefix(room.rows).enumerated() {
      let isCut = index == room.rows - 1 && lines.count > room.rows
      let text = isCut ? Truncation.end(line + " …", to: room.columns) : line
      canvas.text(text, ink, column: room.column, row: room.row + index)
    }
  }

  private func drawSecretNote(_ layout: FormLayout, in canvas: inout Canvas) {
    let text =
      "The secret goes into this file. If the file cannot be made, nothing is created."
    for (index, line) in LineWrap.lines(text, columns: layout.secretNote.columns).prefix(layout.secretNote.rows)
      .enumerated()
    {
      canvas.text(line, .faded, column: layout.secretNote.column, row: layout.secretNote.row + index)
    }
  }

  /// Draws a text that must be read whole at the bottom, in the full width, over anything there. It is the answer to
  /// Create, the request's progress, or a note too long for its own place.
  private func drawProgress(_ layout: FormLayout, _ world: World, in canvas: inout Canvas) {
    guard let (text, ink) = wholeText(layout, world) else {
      _ = MessageLine.draw(world, row: canvas.size.rows - 2, in: &canvas)
      return
    }
    let lines = LineWrap.lines(text, columns: layout.size.columns - 4).prefix(canvas.size.rows / 2)
    let top = min(layout.row(.create) + 2, canvas.size.rows - 1 - lines.count)
    canvas.fill(
      Rect(column: 0, row: top, columns: layout.size.columns, rows: canvas.size.rows - 1 - top), .screen)
    for (index, line) in lines.enumerated() { canvas.text(line, ink, column: 2, row: top + index) }
  }

  private func wholeText(_ layout: FormLayout, _ world: World) -> (String, Ink)? {
    if let problem { return ("✖ \(problem)", .critical) }
    if let create = world.creates.first(where: { $0.id == createNumber }) {
      return (
        create.progress(at: world.now) + (create.retryAt != nil ? " Esc is safe: hooktop keeps trying." : ""), .warning
      )
    }
    guard let note = note(focus, in: world), [.bad, .caution].contains(note.kind) else { return nil }
    let place = focus == .events ? layout.eventNote : layout.note(focus)
    let (mark, ink) = Self.markAndInk(note.kind)
    let text = mark + note.text
    return LineWrap.lines(text, columns: place.columns).count > place.rows ? (text, ink) : nil
  }
}
