/// One line of text that is edited: the text, the cursor, and the keys that change them.
public struct TextField: Equatable, Sendable {
  public private(set) var text: String
  /// Characters before the cursor, 0...text.count.
  public private(set) var cursor: Int
  /// The maximal number of characters; typing past it does nothing.
  public var limit: Int

  public init(_ text: String = "", limit: Int = 4_096) {
    self.text = text
    self.limit = limit
    cursor = text.count
  }

  /// Replaces the whole text and puts the cursor behind it.
  public mutating func set(_ text: String) {
    self.text = String(text.prefix(limit))
    cursor = self.text.count
  }

  /// Inserts typed or pasted text. Line ends and tabs become nothing at the ends and one blank inside: a pasted
  /// line is one line.
  public mutating func insert(_ pasted: String) {
    let line = pasted.split(whereSeparator: { $0.isNewline || $0 == "\t" }).joined(separator: " ")
    let room = max(0, limit - text.count)
    let piece = String(line.prefix(room))
    text.insert(contentsOf: piece, at: index(cursor))
    // Counted again, because a combining mark joins the character before it.
    cursor = min(text.count, cursor + piece.count)
  }

  /// - Returns: whether the key means something in a text field.
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .backspace: remove(cursor - 1)
    case .delete, .control("d"): remove(cursor)
    case .control("u"): removeAll(before: cursor)
    case .control("k"): text = String(text.prefix(cursor))
    case .control("w"): removeAll(from: startOfWord(), before: cursor)
    default: return false
    }
    return true
  }

  private mutating func remove(_ offset: Int) {
    guard offset >= 0, offset < text.count else { return }
    text.remove(at: index(offset))
    cursor = min(text.count, offset)
  }

  private mutating func removeAll(from start: Int = 0, before end: Int) {
    text.removeSubrange(index(start)..<index(end))
    cursor = start
  }

  private func startOfWord() -> Int {
    let before = Array(text.prefix(cursor))
    var start = before.count
    while start > 0, before[start - 1].isWhitespace { start -= 1 }
    while start > 0, !before[start - 1].isWhitespace { start -= 1 }
    return start
  }

  private func index(_ offset: Int) -> String.Index { text.index(text.startIndex, offsetBy: offset) }
}

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
