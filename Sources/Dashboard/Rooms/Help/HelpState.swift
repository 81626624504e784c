public import TerminalUI

/// The list of all keys.
public struct HelpState: Equatable, Sendable {
  public var scroll = ScrollPosition()

  /// - Parameter context: where the person comes from; the list opens there.
  init(_ context: Context, _ size: Size) {
    scroll.move(
      by: HelpView.firstLine(of: context), count: HelpView.lineCount(size), rows: HelpView.rows(size))
  }
}

extension State {
  mutating func helpPressed(_ help: HelpState, _ command: Command?) -> [Effect] {
    var help = help
    if command == .back {
      modal = nil
    } else if help.scroll.follow(command, count: HelpView.lineCount(size), rows: HelpView.rows(size)) {
      modal = .help(help)
    }
    return []
  }
}
