/// The ways in which lines of a config are changed: each leaves comments, blanks and line ends as they are.
extension ConfigEditor {
  /// The line end of the file: that of its first line.
  static func lineEnd(of text: String) -> String {
    text.first(where: \.isTOMLLineEnd).map { String($0) } ?? "\n"
  }

  /// Puts another value in place of one. Comments inside of it, which the new one has no lines for, go above the key.
  /// - Parameter assignment: put there with its key, where the key changes as well.
  static func replacing(
    _ there: TOMLStatements.Statement, with literal: String, assignment: Bool = false, in text: String
  ) -> String {
    let indent = text[lineStart(of: there, text)..<there.range.lowerBound]
    let comments = there.comments.map { "\(text[$0])\(lineEnd(of: text))\(indent)" }.joined()
    let key = assignment ? "" : text[there.range.lowerBound..<there.value.lowerBound]
    var text = text
    text.replaceSubrange(there.range, with: "\(comments)\(key)\(literal)")
    return text
  }

  /// With its whole line, but for a comment behind it.
  static func removing(_ there: TOMLStatements.Statement, from text: String) -> String {
    var text = text
    let rest = text[there.range.upperBound...].prefix { !$0.isTOMLLineEnd }
    if let comment = rest.firstIndex(of: "#") {
      text.removeSubrange(there.range.lowerBound..<comment)
    } else {
      let end = rest.endIndex == text.endIndex ? rest.endIndex : text.index(after: rest.endIndex)
      text.removeSubrange(lineStart(of: there, text)..<end)
    }
    return text
  }

  /// - Parameter line: without its end.
  static func inserting(_ line: String, at place: String.Index, in text: String) -> String {
    var text = text
    let lineEnd = lineEnd(of: text)
    let isAfterNewline = place == text.startIndex || text[text.index(before: place)].isTOMLLineEnd
    let isBeforeHeader = place == text.startIndex && !text.isEmpty
    text.insert(
      contentsOf: (isAfterNewline ? "" : lineEnd) + line + lineEnd + (isBeforeHeader ? lineEnd : ""), at: place)
    return text
  }

  /// The text with these lines behind an empty one.
  static func appending(_ lines: [String], to text: String) -> String {
    let lineEnd = lineEnd(of: text)
    let ends = text.reversed().prefix(while: \.isTOMLLineEnd).count
    let gap = text.isEmpty ? 0 : max(0, 2 - ends)
    return text + String(repeating: lineEnd, count: gap) + lines.map { $0 + lineEnd }.joined()
  }

  /// Where the line behind a statement begins, or the text ends.
  static func lineAfter(_ there: TOMLStatements.Statement, _ text: String) -> String.Index {
    text[there.range.upperBound...].firstIndex(where: \.isTOMLLineEnd).map { text.index(after: $0) } ?? text.endIndex
  }

  private static func lineStart(of there: TOMLStatements.Statement, _ text: String) -> String.Index {
    text[..<there.range.lowerBound].lastIndex(where: \.isTOMLLineEnd).map { text.index(after: $0) } ?? text.startIndex
  }
}
