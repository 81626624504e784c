/// A line of a page's shell examples: its commands, each as words. Knows quotes, comments and `&&`, nothing more.
public struct ShellLine: Sendable {
  public struct Command: Sendable, Equatable {
    /// `NAME=VALUE` before the program.
    public var variables: [String: String] = [:]
    /// The program and its arguments.
    public var words: [String] = []
  }

  public let commands: [Command]

  /// - Returns: nil where a quote is left open.
  public init?(_ text: String) {
    guard let words = Self.words(of: text) else { return nil }
    commands = words.split(separator: "&&").map { words in
      let variables = words.prefix { $0.contains("=") && !$0.hasPrefix("-") }
      let pairs = variables.map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
      return Command(
        variables: Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { $1 },
        words: Array(words.dropFirst(variables.count)))
    }
  }

  /// The commands of a block: a backslash at a line's end joins it with the next; lines of comment are left out.
  /// - Returns: nil where a line cannot be read.
  public static func commands(of block: String) -> [Command]? {
    let lines = block.replacing("\\\n", with: " ").split(separator: "\n").map { ShellLine(String($0)) }
    guard lines.allSatisfy({ $0 != nil }) else { return nil }
    return lines.compactMap(\.self).flatMap(\.commands)
  }

  private static func words(of text: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else if character == "#", word == nil {
        return words
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let word { words.append(word) }
    return quote == nil ? words : nil
  }
}
