public import FintoroWebhooks
public import TerminalUI

/// One row of the key table.
public struct Binding: Sendable {
  public let command: Command
  public let context: Context
  public let keys: [Key]
  /// One or two words for the footer; nil keeps it out of there.
  public let footer: String?
  /// One line for the help screen.
  public let help: String

  /// What goes out or throws something away at once is done by a key: a click may miss.
  var isClickable: Bool { ![.confirm, .sendAgain, .dropChanges].contains(command) }

  public var keyNames: String { keys.map(\.name).joined(separator: " ") }

  init(_ command: Command, _ context: Context, _ keys: [Key], footer: String? = nil, _ help: String) {
    self.command = command
    self.context = context
    self.keys = keys
    self.footer = footer
    self.help = help
  }
}

/// The one table of keys: what a key does, the footer, the help screen and the page of keys all come from it.
public enum Bindings {
  /// In the order of footers and help.
  public static let all: [Binding] =
    everywhere + board + detail + overview + form + picker + secret + custody + dialogs + insight + common

  /// What a key asks for in a context; nil for nothing.
  public static func command(for key: Key, in context: Context) -> Command? {
    table[Press(key: key, context: context)] ?? table[Press(key: key, context: .everywhere)]
  }

  public static func of(_ context: Context) -> [Binding] { all.filter { $0.context == context } }

  private struct Press: Hashable {
    let key: Key
    let context: Context
  }

  private static let table: [Press: Command] = Dictionary(
    all.flatMap { binding in binding.keys.map { (Press(key: $0, context: binding.context), binding.command) } },
    uniquingKeysWith: { first, _ in first })
}

/// What a click on a part of the screen means. Views name the parts while they draw them.
public enum ClickTarget: Equatable, Sendable {
  /// As if that key had been pressed: the footer.
  case key(Key)
  case boardColumn(SubscriptionColumn.ID)
  case boardRow(Int)
  case overviewRow(Int)
  case pickerRow(Int)
  case pickerCell(row: Int, column: Int)
  case coverageCell(row: Int, column: Int)
  case coverageFinding(Int)
  case formField(FormRoom.Field)
  case secretButton(SecretRoom.Button)
  /// A line of the list in a dialog.
  case choice(Int)
}
