extension TextField {
  /// Draws the field over a rectangle one row high, scrolled so that the cursor shows.
  /// - Parameter focused: sets the frame's cursor.
  public func draw(in frame: inout Frame, _ rect: Rect, style: Style, focused: Bool) {
    frame.fill(rect, style: style)
    let room = rect.columns - 2
    guard room > 0 else { return }
    guard focused else {
      // Both ends of what does not fit: a path's last part tells more than its middle.
      frame.write(Truncation.middle(text, to: room), column: rect.column + 1, row: rect.row, style: style)
      return
    }
    let widths = text.map { DisplayWidth.of(String($0)) }
    let first = firstVisible(widths, room: room)
    let shown = String(text.dropFirst(first))
    frame.write(shown, column: rect.column + 1, row: rect.row, style: style, limit: room)
    let offset = widths[first..<cursor].reduce(0, +)
    frame.cursor = Frame.Position(column: rect.column + 1 + min(offset, room - 1), row: rect.row)
  }

  /// The first character drawn: as far left as the cursor allows.
  private func firstVisible(_ widths: [Int], room: Int) -> Int {
    var first = cursor
    var used = 1
    while first > 0, used + widths[first - 1] <= room {
      first -= 1
      used += widths[first]
    }
    return first
  }
}
