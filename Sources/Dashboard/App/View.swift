public import TerminalUI
public import struct Foundation.Date

/// The whole screen of a state. Pure: the same state draws the same frame.
public func view(_ state: State, _ size: Size) -> Frame { drawn(state, size, nil).frame }

/// The same, with the meaning of a click on each part.
/// - Parameter memory: of the drawing before; nil for none. The frame is the same with any.
public func drawing(_ state: State, _ size: Size, _ memory: (any Sendable)? = nil) -> Drawing<Action> {
  let canvas = drawn(state, size, memory as? DrawnRows)
  let hits = canvas.hits
  return Drawing(canvas.frame, memory: canvas.rows) { at in
    // Where two parts overlap, the last drawn wins.
    hits.last { $0.rect.contains(column: at.column, row: at.row) }.map { .clicked($0.target) }
  }
}

/// What follows from a frame that was drawn at this time; nil for nothing.
public func drawn(_ state: State, at date: Date) -> Action? {
  state.awaitsDrawing ? .frameDrawn(at: date) : nil
}

private func drawn(_ state: State, _ size: Size, _ rows: DrawnRows?) -> Canvas {
  var canvas = Canvas(size, theme: state.theme, rows: rows ?? DrawnRows())
  guard TooSmallView.fits(size) else {
    TooSmallView.draw(state.world, in: &canvas)
    return canvas
  }
  let modalIsOpen = state.modal.map { if case .reading = $0 { false } else { true } } ?? false
  var state = state
  let whole = state
  // A message is drawn once, where no dialog covers it.
  if modalIsOpen { (state.message, state.world.quitBlocker) = (nil, nil) }
  canvas.isBehindDialog = modalIsOpen
  state.screenRoom.draw(in: &canvas, of: state.world)
  HeaderView(state).draw(in: &canvas)
  FooterView(state.room, state.world).draw(in: &canvas)
  if let modal = whole.modal { draw(modal, whole, in: &canvas) }
  return canvas
}

/// While a dialog is open, messages are on the last row, which no dialog covers.
private func drawMessage(_ state: State, in canvas: inout Canvas) {
  guard state.message != nil || state.world.quitBlocker != nil else { return }
  _ = MessageLine.draw(state.world, row: canvas.size.rows - 1, in: &canvas)
}

private func draw(_ modal: Modal, _ state: State, in canvas: inout Canvas) {
  // The screen stays visible while the subscription is read.
  if case .reading(let reading) = modal { return reading.draw(in: &canvas, of: state.world) }
  // The header stays visible: company and freshness apply to every dialog.
  canvas.fade(Rect(column: 0, row: 1, columns: canvas.size.columns, rows: canvas.size.rows - 2))
  modal.room.draw(in: &canvas, of: state.world)
  drawMessage(state, in: &canvas)
}
