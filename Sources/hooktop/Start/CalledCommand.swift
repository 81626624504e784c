import ArgumentParser
import Foundation

/// The command that a command line names, whether or not the rest of it is understood.
struct CalledCommand: Equatable {
  /// From the outermost to the innermost, such as `gaps` and `done`, by their own names; empty for the dashboard.
  private(set) var path: [String] = []
  /// The names that may follow, aliases too; empty for a command that has none below it.
  private(set) var subcommands: [String] = []

  init(in arguments: [String]) {
    // A shell asks what it may offer, with the command line behind that: nothing is called.
    guard arguments.first != "---completion" else { return }
    var command = CommandTable.root
    subcommands = command.subcommandNames
    var rest = arguments[...]
    while let word = rest.popFirst() {
      // A command takes the options of those above it as well.
      if CommandTable.root.optionsWithValue.contains(word) || command.optionsWithValue.contains(word) {
        _ = rest.popFirst()
      } else if !word.hasPrefix("-") {
        guard let next = command.subcommand(word) else { return }
        command = next
        path.append(next.commandName)
        subcommands = next.subcommandNames
      }
    }
  }

  var name: String? { path.first }
}

/// Commands and their options, as the parser itself tells of them: nothing is listed twice, and nothing forgotten.
private struct CommandTable: Decodable {
  let command: Command

  static let root: Command = {
    let table = try? JSONDecoder().decode(CommandTable.self, from: Data(HooktopCommand._dumpHelp().utf8))
    return table?.command ?? Command(commandName: "hooktop", aliases: nil, arguments: nil, subcommands: nil)
  }()

  struct Command: Decodable {
    let commandName: String
    let aliases: [String]?
    let arguments: [Argument]?
    let subcommands: [Command]?

    var optionsWithValue: [String] {
      (arguments ?? []).filter { $0.kind == "option" }.flatMap { ($0.names ?? []).map(\.asTyped) }
    }

    var subcommandNames: [String] { (subcommands ?? []).flatMap { [$0.commandName] + ($0.aliases ?? []) } }

    func subcommand(_ word: String) -> Command? {
      (subcommands ?? []).first { $0.commandName == word || $0.aliases?.contains(word) ?? false }
    }
  }

  struct Argument: Decodable {
    /// `option`, `flag` or `positional`.
    let kind: String
    let names: [Name]?
  }

  struct Name: Decodable {
    let kind: String
    let name: String

    var asTyped: String { (kind == "long" ? "--" : "-") + name }
  }
}
