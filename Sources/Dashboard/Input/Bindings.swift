public import FintoroWebhooks
public import TerminalUI

/// One row of the key table.
public struct Binding: Sendable {
  public let command: Command
  public let context: Context
  public let keys: [Key]
  /// One or two words for the footer; nil if it is not shown there, empty if the next one's words are its own as well.
  public let footer: String?
  /// One line for the page of keys.
  public let help: String
  private let name: String?

  /// The shortest name: its own, or else the footer's.
  public var shortName: String { name ?? footer ?? help }

  /// A command that sends or discards something at once needs a key: a click may miss.
  var isClickable: Bool { ![.confirm, .sendAgain, .dropChanges].contains(command) }

  public var keyNames: String { keys.map(\.name).joined(separator: " ") }

  /// - Parameter name: a short name, where the footer has none or another.
  init(
    _ command: Command, _ context: Context, _ keys: [Key], footer: String? = nil, name: String? = nil, _ help: String
  ) {
    self.command = command
    self.context = context
    self.keys = keys
    self.footer = footer
    self.name = name
    self.help = help
  }
}

/// The table of keys. Keys, the footer, the help screen and the page of keys all use it.
public enum Bindings {
  /// In the order of footers and help.
  public static let all: [Binding] =
    everywhere + board + detail + companies + form + picker + secret + custody + dialogs + insight + common

  /// The command of a key in a context, if any.
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

/// What a click on a part of the screen means. Views name the parts while drawing.
public enum ClickTarget: Equatable, Sendable {
  /// A key in the footer: acts as if that key were pressed.
  case key(Key)
  case boardColumn(SubscriptionColumn.ID)
  case boardRow(Int)
  /// A count in the summary.
  case boardState(HealthState)
  /// The count of gaps to fetch in the summary.
  case boardGaps
  /// The count of what is overdue in the summary.
  case boardOverdue
  case companyRow(Int)
  /// A column's title on the screen of all companies, by its index there.
  case companyColumn(Int)
  case pickerRow(Int)
  case pickerCell(row: Int, column: Int)
  case coverageCell(row: Int, column: Int)
  case coverageProblem(Int)
  case formField(FormRoom.Field)
  /// A choice of event types above the form, by its index.
  case preset(Int)
  case secretButton(SecretRoom.Button)
  /// A line of the list in a dialog.
  case choice(Int)
}
