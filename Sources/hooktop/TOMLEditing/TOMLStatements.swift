/// Where each key of a TOML text stands, which the parser does not tell. Meant for texts that the parser accepted.
struct TOMLStatements {
  struct Statement {
    /// From the root: `["profiles", "prod", "base_url"]`; entries of `[[list]]` are counted.
    var path: [String]
    /// From 1.
    var line: Int
    /// `[table]` rather than `key = value`.
    var isHeader: Bool
    /// From the key's first character to the value's last.
    var range: Range<String.Index>
    /// The value alone; empty where it is a header.
    var value: Range<String.Index>
    /// The comments between the lines of the value, each from its `#` to the end of its line.
    var comments: [Range<String.Index>]
  }

  private(set) var all: [Statement] = []
  private let text: String
  private var position: String.Index
  private var line = 1
  private var comments: [Range<String.Index>] = []

  init(_ text: String) {
    self.text = text
    position = text.startIndex
    var table: [String] = []
    var counts: [[String]: Int] = [:]
    while skipBlank() {
      let (start, startLine) = (position, line)
      let isHeader = current == "["
      while current == "[" { advance() }
      let isEntry = isHeader && text[start...].hasPrefix("[[")
      var path = readPath()
      if isEntry {
        counts[path, default: -1] += 1
        path.append(Self.entry(counts[path] ?? 0))
      }
      var valueStart: String.Index?
      comments = []
      if isHeader {
        while current == "]" { advance() }
        table = path
      } else {
        advance()
        skip { $0 == " " || $0 == "\t" }
        valueStart = position
        skipValue()
      }
      all.append(
        Statement(
          path: isHeader ? path : table + path, line: startLine, isHeader: isHeader, range: start..<position,
          value: (valueStart ?? position)..<position, comments: comments))
    }
  }

  /// The part of a path that means an entry of `[[list]]`, counted from 0: `["list", "[0]", "name"]`.
  static func entry(_ number: Int) -> String { "[\(number)]" }

  static func isEntry(_ part: String) -> Bool { part.hasPrefix("[") }

  /// The line of a key; of a table that is not written out that of the first key in it, or of the closest table around it.
  func line(of path: [String]) -> Int? {
    var path = path
    while !path.isEmpty {
      if let found = all.first(where: { $0.path == path }) ?? all.first(where: { $0.path.starts(with: path) }) {
        return found.line
      }
      path.removeLast()
    }
    return nil
  }

  private var current: Character? { position < text.endIndex ? text[position] : nil }

  private mutating func advance() {
    guard let character = current else { return }
    if character.isTOMLLineEnd { line += 1 }
    position = text.index(after: position)
  }

  private mutating func skip(while condition: (Character) -> Bool) {
    while let character = current, condition(character) { advance() }
  }

  private mutating func skipBlank() -> Bool {
    while let character = current, character.isWhitespace || character == "#" {
      if character == "#" { skip { !$0.isTOMLLineEnd } } else { advance() }
    }
    return current != nil
  }

  /// A dotted key up to `=` or `]`.
  private mutating func readPath() -> [String] {
    var path: [String] = []
    while let character = current, character != "=", character != "]", !character.isTOMLLineEnd {
      switch character {
      case "\"", "'": path.append(readQuoted(character))
      case ".", " ", "\t": advance()
      default:
        let start = position
        skip { !".=] \t".contains($0) && !$0.isTOMLLineEnd }
        path.append(String(text[start..<position]))
      }
    }
    return path
  }

  private mutating func readQuoted(_ quote: Character) -> String {
    var key = ""
    advance()
    while let character = current, character != quote {
      if character == "\\", quote == "\"" { advance() }
      if let kept = current { key.append(kept) }
      advance()
    }
    advance()
    return key
  }

  /// Up to the end of the value, without a comment behind it.
  private mutating func skipValue() {
    var depth = 0
    var end = position
    while let character = current {
      switch character {
      case "\"", "'": skipString(character)
      case "[", "{":
        depth += 1
        advance()
      case "]", "}":
        depth -= 1
        advance()
      case "#":
        if depth == 0 { return position = end }
        let start = position
        skip { !$0.isTOMLLineEnd }
        comments.append(start..<position)
        continue
      default:
        if character.isTOMLLineEnd, depth == 0 { return position = end }
        advance()
        if character.isWhitespace { continue }
      }
      end = position
    }
    position = end
  }

  private mutating func skipString(_ quote: Character) {
    let triple = String(repeating: quote, count: 3)
    if text[position...].hasPrefix(triple) {
      for _ in 0..<3 { advance() }
      while current != nil, !text[position...].hasPrefix(triple) { advanceEscaped(quote) }
      while current == quote { advance() }
    } else {
      advance()
      while let character = current, character != quote { advanceEscaped(quote) }
      advance()
    }
  }

  private mutating func advanceEscaped(_ quote: Character) {
    if current == "\\", quote == "\"" { advance() }
    advance()
  }
}

extension Character {
  /// What ends a line, and with it a comment, in TOML: of all that Unicode has for it, LF and CR LF alone.
  var isTOMLLineEnd: Bool { self == "\n" || self == "\r\n" }
}
