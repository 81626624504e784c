import FintoroAPI

/// Changes keys of a TOML text by its lines: every other line, every comment, blank and line end stays as it is.
struct TOMLEditor {
  /// The key stands there in a form that is not changed line by line.
  struct CannotEdit: Error, Equatable {
    var line: Int?
  }

  private(set) var text: String

  init(_ text: String) {
    self.text = text
  }

  /// - Parameters:
  ///   - path: of the key, from the root.
  ///   - literal: the value as it stands in a file; nil takes the key away.
  mutating func set(_ path: [String], to literal: String?) throws(CannotEdit) {
    let statements = TOMLStatements(text)
    if let there = statements.all.first(where: { $0.path == path && !$0.isHeader }) {
      guard let literal else { return remove(there) }
      return replace(there, with: literal)
    }
    let table = Array(path.dropLast())
    // A table written as one value, `prod = { … }`, has no lines of its own.
    if let inline = statements.all.first(where: { !$0.isHeader && table.starts(with: $0.path) && !$0.path.isEmpty }) {
      throw CannotEdit(line: inline.line)
    }
    guard let literal, let key = path.last else { return }
    let line = Self.assignment(key, literal)
    guard let place = end(of: table, statements) else {
      return append(["[\(table.map(Self.key).joined(separator: "."))]", line])
    }
    insert(line, at: place)
  }

  /// Puts another value in place of one. Comments inside of it, which the new one has no lines for, go above the key.
  /// - Parameter isAssignment: whether the literal brings its key with it, where that changes as well.
  mutating func replace(_ there: TOMLStatements.Statement, with literal: String, isAssignment: Bool = false) {
    let indent = text[lineStart(of: there)..<there.range.lowerBound]
    let comments = there.comments.map { "\(text[$0])\(lineEnd)\(indent)" }.joined()
    let key = isAssignment ? "" : text[there.range.lowerBound..<there.value.lowerBound]
    text.replaceSubrange(there.range, with: "\(comments)\(key)\(literal)")
  }

  /// Adds lines behind an empty one.
  mutating func append(_ lines: [String]) {
    let ends = text.reversed().prefix(while: \.isTOMLLineEnd).count
    let gap = text.isEmpty ? 0 : max(0, 2 - ends)
    text += String(repeating: lineEnd, count: gap) + lines.map { $0 + lineEnd }.joined()
  }

  /// With its whole line, but for a comment behind it.
  private mutating func remove(_ there: TOMLStatements.Statement) {
    let rest = text[there.range.upperBound...].prefix { !$0.isTOMLLineEnd }
    if let comment = rest.firstIndex(of: "#") {
      text.removeSubrange(there.range.lowerBound..<comment)
    } else {
      let end = rest.endIndex == text.endIndex ? rest.endIndex : text.index(after: rest.endIndex)
      text.removeSubrange(lineStart(of: there)..<end)
    }
  }

  /// - Parameter line: without its end.
  private mutating func insert(_ line: String, at place: String.Index) {
    let lineEnd = lineEnd
    let isAfterNewline = place == text.startIndex || text[text.index(before: place)].isTOMLLineEnd
    let isBeforeHeader = place == text.startIndex && !text.isEmpty
    text.insert(
      contentsOf: (isAfterNewline ? "" : lineEnd) + line + lineEnd + (isBeforeHeader ? lineEnd : ""), at: place)
  }

  /// Behind the last statement of a table; nil when the table is not there.
  private func end(of table: [String], _ statements: TOMLStatements) -> String.Index? {
    let all = statements.all
    var first = 0
    if !table.isEmpty {
      guard let header = all.firstIndex(where: { $0.isHeader && $0.path == table }) else { return nil }
      first = header + 1
    }
    let last = all[first...].prefix { !$0.isHeader }.last ?? (first > 0 ? all[first - 1] : nil)
    guard let last else { return text.startIndex }
    return text[last.range.upperBound...].firstIndex(where: \.isTOMLLineEnd).map { text.index(after: $0) }
      ?? text.endIndex
  }

  /// The line end of the file: that of its first line.
  private var lineEnd: String { text.first(where: \.isTOMLLineEnd).map { String($0) } ?? "\n" }

  private func lineStart(of there: TOMLStatements.Statement) -> String.Index {
    text[..<there.range.lowerBound].lastIndex(where: \.isTOMLLineEnd).map { text.index(after: $0) } ?? text.startIndex
  }
}

extension TOMLEditor {
  static func assignment(_ key: String, _ literal: String) -> String { "\(self.key(key)) = \(literal)" }

  /// JSON's quotes and escapes are TOML's as well.
  static func key(_ name: String) -> String {
    let isBare = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    return isBare && !name.isEmpty ? name : JSONValue.quoted(name)
  }
}
