public import TerminalUI

/// The five screens that a digit leads to. Slovak and Czech layouts need Shift for digits, so a letter does it as well.
public enum Tab: Int, CaseIterable, Sendable {
  case board = 1, coverage, log, companies, pending

  private var row: (title: String, command: Command, context: Context, letter: Key?, help: String) {
    switch self {
    case .board: ("Board", .board, .board, nil, "board: all subscriptions")
    case .coverage: ("Coverage", .coverage, .coverage, "v", "coverage: who is subscribed to which events")
    case .log: ("Log", .log, .log, "L", "log: what happened, also before this start")
    case .companies: ("Companies", .companies, .companies, "o", "companies: all of them; go to another")
    case .pending: ("Pending", .pending, .pending, "P", "pending creates: adopt, delete, forget")
    }
  }

  public var title: String { row.title }
  public var command: Command { row.command }
  /// The rows of the key table that apply on the screen.
  public var context: Context { row.context }
  public var digit: Key { .character(Character("\(rawValue)")) }
  /// The letter; nil for the board, to which Esc leads.
  public var letter: Key? { row.letter }
  fileprivate var help: String { row.help }
}

extension Bindings {
  /// The keys that lead to the five screens. On its own screen a letter leads back, and the digit stays there.
  static func tabs(_ context: Context) -> [Binding] {
    Tab.allCases.map { tab in
      let letter = tab.context == context ? nil : tab.letter
      return Binding(
        tab.command, context, [letter, tab.digit].compactMap { $0 }, name: tab.title.lowercased(), tab.help)
    }
  }

  /// The keys that lead from one of the screens 2 to 5 to the board. Nothing lies to the left there.
  static func toBoard(_ tab: Tab) -> Binding {
    Binding(
      .back, tab.context, [.escape, "q", tab.letter, .left, "h"].compactMap { $0 }, footer: "board", "back to the board"
    )
  }
}
