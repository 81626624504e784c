import ArgumentParser
import FintoroWebhooks
import Foundation

/// What the parser says of a wrong command line, and in its place what is really wrong where it does not see that.
enum CommandLineMistake {
  /// - Parameters:
  ///   - said: the parser's own sentence.
  ///   - arguments: the whole command line without the program's name.
  static func sentence(_ said: String, _ arguments: [String]) -> String {
    unexpected(said, arguments) ?? negativeID(said, arguments) ?? withoutFarHint(said)
  }

  /// Words that nothing takes: where a command may follow, the first was meant as one.
  private static func unexpected(_ said: String, _ arguments: [String]) -> String? {
    let words = quoted(said)
    guard said.lowercased().contains("unexpected argument"), let first = words.first else { return nil }
    let called = CalledCommand(in: arguments)
    let path = called.path.map { $0 + " " }.joined()
    guard called.subcommands.isEmpty else {
      let hint = Spelling.nearest(first, among: called.subcommands).map { "Did you mean \(path)\($0)?" }
      return "There is no command “\(path)\(first)”. \(hint ?? "`hooktop \(path)--help` lists them.")"
    }
    let list = words.map { "“\($0)”" }.joined(separator: ", ")
    return "`hooktop \(path.dropLast())` does not take the argument\(words.count > 1 ? "s" : "") \(list)."
  }

  /// The parser takes it for options.
  private static func negativeID(_ said: String, _ arguments: [String]) -> String? {
    guard said.contains("'<id>'") || said.hasPrefix("Name a subscription"),
      let id = arguments.first(where: { $0.hasPrefix("-") && Int($0) != nil })
    else { return nil }
    return "An id is a whole number from 1 on, not \(id)."
  }

  /// The parser's hint may have hardly a letter in common with what was typed.
  private static func withoutFarHint(_ said: String) -> String {
    let names = quoted(said).map { String($0.drop { $0 == "-" }) }
    guard let hint = said.range(of: " Did you mean"), names.count == 2,
      Spelling.nearest(names[0], among: [names[1]]) == nil
    else { return said }
    return String(said[..<hint.lowerBound])
  }

  /// What stands between single quotes.
  private static func quoted(_ text: String) -> [String] {
    text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
  }
}
