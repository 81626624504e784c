import FintoroWebhooks
import TerminalUI

/// The line at the bottom of any screen: messages, or changes and creates under way.
enum MessageLine {
  /// - Returns: whether a message was drawn.
  static func draw(_ world: World, row: Int, in canvas: inout Canvas) -> Bool {
    guard let (text, ink) = text(world) else { return false }
    draw(text, ink, row: row, in: &canvas)
    return true
  }

  private static func text(_ world: World) -> (String, Ink)? {
    if let quitBlocker = world.quitBlocker { return (quitBlocker, .warning) }
    if let message = world.message { return (message.text, message.tone.ink) }
    if let secret = world.waitingSecret { return (secret.sentence, secret.ink) }
    if let write = world.custody.writes.first { return (write.progress(at: world.now), .warning) }
    if let create = world.creates.first {
      let others = world.creates.count > 1 ? " (and \(world.creates.count - 1) more)" : ""
      return (create.progress(at: world.now) + others, .warning)
    }
    // News of another company; the text begins with its name.
    return world.companies.lazy.filter { $0.id != world.session.id }.compactMap(\.news).first
      .map { ($0.text, $0.tone.ink) }
  }

  /// Draws the whole text; if one row is too short, it also uses rows above.
  static func draw(_ text: String, _ ink: Ink, row: Int, in canvas: inout Canvas) {
    let lines = LineWrap.lines(text, columns: canvas.size.columns - 2).prefix(6)
    let top = max(1, row - lines.count + 1)
    canvas.fill(Rect(column: 0, row: top, columns: canvas.size.columns, rows: row - top + 1), .screen)
    for (index, line) in lines.enumerated() { canvas.text(line, ink, column: 1, row: top + index) }
  }
}

extension WaitingSecret {
  var ink: Ink { isSaved ? .good : .critical }
}

extension StatusMessage.Tone {
  fileprivate var ink: Ink {
    switch self {
    case .plain: .accent
    case .good: .good
    case .bad: .critical
    }
  }
}
